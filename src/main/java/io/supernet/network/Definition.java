package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Suppliers;
import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cost.Cost;
import io.supernet.cost.Extremes;
import io.supernet.cost.LiveCost;
import io.supernet.drawing.Sketch;
import io.supernet.extension.UserCode;
import io.supernet.network.Wiring.Costs;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A network with its task and a name: what all readings read. Those for space, cost and drawings
 * are here, the graph readings in {@link Forward}. Thread-safe as far as the network code is.
 *
 * @since 0.1
 */
public final class Definition {

  private static final int NESTING_SAMPLE = 20;
  private static final double NESTED = 0.99;

  private final String name;
  private final Network network;
  private final Task task;
  private final SearchSpace space;
  private final Switches switches;
  private final Cost supernetCost;
  private final String fingerprint;
  private final Map<String, List<Long>> knownShapes = new ConcurrentHashMap<>();

  private final Supplier<Wiring> wiring = Suppliers.memoize(this::wire);
  private final Supplier<Gates> gates = Suppliers.memoize(() -> new Gates(wiring.get()));
  private final Supplier<Switches> allSwitches;
  private final Supplier<Architecture> smallest;
  private final Supplier<Architecture> largest;

  private volatile @Nullable Priced last;

  private Definition(String name, Network network, Task task) {
    this.name = name;
    this.network = UserCode.guard(network, Network.class);
    this.task = task;
    SpaceReading reading = new SpaceReading(knownShapes);
    build(reading);
    this.space =
        new SearchSpace(name, reading.decisions(), architecture -> costs(architecture).connected());
    this.switches = new Switches(space, reading.derived());
    this.allSwitches = Suppliers.memoize(() -> switches.with(gates.get()));
    this.smallest = Suppliers.memoize(() -> new Extremes(space, this::cost).smallest());
    this.largest = Suppliers.memoize(() -> new Extremes(space, this::cost).largest());
    this.supernetCost = reading.cost();
    this.fingerprint = DefinitionFingerprint.of(task, space, reading.weights(), supernetCost);
  }

  /** Reads the space of a network; {@code name} is what users call it. */
  public static Definition of(String name, Network network, Task task) {
    return new Definition(name, network, task);
  }

  /** What users call it. */
  public String name() {
    return name;
  }

  /** What the network is for. */
  public Task task() {
    return task;
  }

  /** The open decisions. */
  public SearchSpace space() {
    return space;
  }

  /** The space with one architecture for all that compute the same: what is searched. */
  public SearchSpace distinct() {
    return space.upTo(isomorphism());
  }

  /** Which architectures compute the same function. */
  @API(status = INTERNAL)
  public Isomorphism isomorphism() {
    return network.isomorphism();
  }

  /** The parameters of the supernet, all candidates counted. */
  public long supernetParameters() {
    return supernetCost.parameters();
  }

  /** The multiply-adds and parameters of one architecture. */
  public Cost cost(Architecture architecture) {
    return costs(architecture).cost();
  }

  /**
   * What of {@link #cost} does work: operations that the input reaches and that reach the output.
   *
   * @since 0.2
   */
  public LiveCost liveCost(Architecture architecture) {
    return costs(architecture).live();
  }

  /**
   * How many scalars of each example a training step of a path keeps at the least: the inputs of
   * its layers with weights and of its normalizations, without which they have no gradients.
   */
  public long keptActivations(Architecture path) {
    return trace(path).keptActivations();
  }

  /**
   * The connected architecture with the fewest multiply-adds, then parameters: exact in spaces of
   * at most 3,000 architectures, in larger ones the best that {@link Extremes} finds. Takes some
   * seconds when it is asked first, as that takes thousands of costs.
   */
  public Architecture smallest() {
    return smallest.get();
  }

  /**
   * The connected architecture with the most multiply-adds, then parameters; promised as for {@link
   * #smallest}.
   */
  public Architecture largest() {
    return largest.get();
  }

  /**
   * The weights of one architecture alone; they have the same names in the supernet. Of elastic
   * weights only the part that it uses.
   */
  @API(status = INTERNAL)
  public List<WeightSpec> weights(Architecture architecture) {
    return trace(architecture).weights();
  }

  /** The weights of the supernet that one path reads; elastic weights whole. */
  @API(status = INTERNAL)
  public List<WeightSpec> supernetWeights(Architecture path) {
    return trace(path).supernetWeights();
  }

  /**
   * Whether networks are parts of the largest one: of the weights of random architectures all but a
   * hundredth are among those of the largest, whole or in part. So its training is theirs, too.
   */
  @API(status = INTERNAL)
  public boolean nests() {
    Set<String> largest = new HashSet<>();
    supernetWeights(largest()).forEach(weight -> largest.add(weight.name()));
    RandomGenerator random = new SplittableRandom(1);
    long all = 0;
    long shared = 0;
    for (int i = 0; i < NESTING_SAMPLE; i++) {
      for (WeightSpec weight : supernetWeights(space.sample(random))) {
        all += weight.size();
        shared += largest.contains(weight.name()) ? weight.size() : 0;
      }
    }
    return shared >= NESTED * all;
  }

  /** An architecture as text. */
  public String format(Architecture architecture) {
    return network.notation().format(space, architecture);
  }

  /** The canonical architecture that a text stands for. */
  public Architecture parse(String text) {
    return space.canonical(network.notation().parse(space, text));
  }

  /**
   * Stands for the decisions and weights of the network: definitions of one fingerprint understand
   * each other's architectures and checkpoints.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /** The candidates that an architecture takes, inner ones before those that hold them. */
  @API(status = INTERNAL)
  public List<PlacedCandidate> candidates(Architecture architecture) {
    CandidateReading reading = new CandidateReading(knownShapes, taken(architecture));
    build(reading);
    return reading.candidates();
  }

  /** What one architecture computes. */
  @API(status = INTERNAL)
  public Subnet subnet(Architecture architecture) {
    space.check(architecture);
    Activation input = input();
    ExportReading reading = new ExportReading(knownShapes, taken(architecture), input);
    return reading.subnet(build(reading, input));
  }

  private record Trace(
      long keptActivations, List<WeightSpec> weights, List<WeightSpec> supernetWeights) {}

  /** Whoever asks about an architecture asks more than once: is it connected, what does it cost. */
  private Costs costs(Architecture architecture) {
    Priced known = last;
    if (known == null || !known.architecture.equals(architecture)) {
      space.check(architecture);
      known = new Priced(architecture, wiring.get().costs(taken(architecture)));
      last = known;
    }
    return known.costs;
  }

  private record Priced(Architecture architecture, Costs costs) {}

  private Wiring wire() {
    Activation input = input();
    WiringReading reading = new WiringReading(knownShapes, input, switches);
    return reading.wiring(build(reading, input));
  }

  private Trace trace(Architecture architecture) {
    space.check(architecture);
    ArchitectureReading reading = new ArchitectureReading(knownShapes, taken(architecture));
    build(reading);
    return new Trace(reading.keptActivations(), reading.weights(), reading.supernetWeights());
  }

  /**
   * What the graph of a supernet is fed for an architecture: the option of each decision, then of
   * each derived choice, then 0 for what the output needs and 1 for what is not computed. As long
   * as {@link #switchCount}.
   */
  public int[] switches(Architecture architecture) {
    return Ints.concat(switches.of(architecture), gates.get().of(costs(architecture)));
  }

  /**
   * The same for a graph that computes all that is chosen, whether the output needs it or not: what
   * is read beside the output, such as what each block gives, is then always there.
   */
  @API(status = INTERNAL)
  public int[] chosen(Architecture architecture) {
    return Arrays.copyOf(switches.of(architecture), switchCount());
  }

  /** How many switches there are. */
  public int switchCount() {
    return allSwitches.get().count();
  }

  /** The options that an architecture takes. */
  Taken taken(Architecture architecture) {
    return new Taken(switches, switches.of(architecture));
  }

  /** The choices and gates, and their positions. */
  Switches allSwitches() {
    return allSwitches.get();
  }

  /** Whether weights that the output of an architecture does not need are left alone. */
  boolean prunes() {
    return !wiring.get().leaks();
  }

  /** Whether they are in the graph of one architecture. */
  boolean prunes(Architecture architecture) {
    return prunes() && costs(architecture).connected();
  }

  /** What is computed only where the output needs it. */
  Gates gates() {
    return gates.get();
  }

  /**
   * A picture of the whole space.
   *
   * @hidden
   */
  @API(status = INTERNAL)
  public Sketch sketch() {
    return sketch(Optional.empty());
  }

  /**
   * A picture of one architecture.
   *
   * @hidden
   */
  @API(status = INTERNAL)
  public Sketch sketch(Architecture architecture) {
    return sketch(Optional.of(taken(architecture)));
  }

  private Sketch sketch(Optional<Taken> drawn) {
    Activation input = input();
    DrawingReading reading = new DrawingReading(knownShapes, input, drawn);
    build(reading, input);
    return Sketch.of(reading.followed());
  }

  private Activation build(TraceReading reading) {
    return build(reading, input());
  }

  private Activation input() {
    List<Long> shape = new ArrayList<>(List.of(-1L));
    shape.addAll(task.inputShape());
    return new Activation(shape, true, Branch.ROOT);
  }

  /** Builds the network by a reading and checks its output. */
  Activation build(Reading reading, Activation input) {
    NetworkBuilder b = new NetworkBuilder(task, reading);
    Activation x = network.looksUp() ? input : Categories.lookedUp(b, input);
    Activation logits = network.build(b, x);
    List<Long> wanted = List.of(-1L, (long) task.outputs());
    if (!logits.shape().equals(wanted)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Network '%s' gives the shape %s; a %s gives %s.",
              name, logits.shape(), task.prediction().form().name(), wanted));
    }
    return logits;
  }
}
