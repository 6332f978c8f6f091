package io.supernet.network;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Wiring.Kind;
import io.supernet.network.Wiring.Node;
import io.supernet.network.Wiring.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows every option of every decision, and notes what each value is computed from. */
final class WiringReading extends TraceReading {

  private static final int NONE = -1;

  private final Switches switches;
  private final Map<Branch, Integer> places = new HashMap<>();
  private final List<Way> ways = new ArrayList<>();
  private final Map<Activation, Integer> positions = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> weights = new LinkedHashMap<>();

  /** The names of weights of which options use parts. */
  private final Set<String> elastic = new HashSet<>();

  private final List<Derived> derived = new ArrayList<>();

  /** The layer that was made last in the option that is being built. */
  private int last = NONE;

  /** Multiply-adds that were told before the first layer of the option. */
  private long early;

  /**
   * A reading.
   *
   * @param input of the network
   * @param switches the position of each choice
   */
  WiringReading(Map<String, List<Long>> knownShapes, Activation input, Switches switches) {
    super(knownShapes);
    this.switches = switches;
    places.put(Branch.ROOT, 0);
    ways.add(new Way(0, 0, 0));
    note(input, Kind.INPUT, List.of(), 0, 0);
  }

  /** What was read. */
  Wiring wiring(Activation output) {
    keep(Branch.ROOT);
    return new Wiring(
        ways, nodes, position(output), List.copyOf(weights.keySet()), elastic, derived);
  }

  @Override
  void meet(Derived choice) {
    derived.add(choice);
  }

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    Activation output = super.layer(b, shape, from, op);
    note(output, Kind.LAYER, from, 0, early);
    last = nodes.size() - 1;
    early = 0;
    return output;
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    Activation output = super.batchNorm(b, x, scale, offset);
    return note(output, Kind.LAYER, List.of(x, scale, offset), 0, 0);
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    Activation value = weightValue(b, spec.shape());
    int number = weights.computeIfAbsent(spec.name(), name -> weights.size());
    return note(value, Kind.WEIGHT, List.of(), number, spec.size());
  }

  /** The whole is no weight of an architecture: its part is. */
  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    return new ElasticWeight(spec, weightValue(b, spec.shape()));
  }

  @Override
  Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    WeightSpec part = Initializer.Part.spec(shape, from, operation);
    elastic.add(part.name());
    return weight(b, part);
  }

  @Override
  Activation zeros(NetworkBuilder b, List<Long> shape) {
    return note(super.zeros(b, shape), Kind.ZEROS, List.of(), 0, 0);
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int before = last;
    long told = early;
    List<Activation> outputs = new ArrayList<>();
    for (int option = 0; option < options.size(); option++) {
      last = NONE;
      early = 0;
      Branch inside = b.branch().inside(decision, option);
      outputs.add(build(builder, b.option(decision, options, option, inside), option));
      keep(inside);
    }
    last = before;
    early = told;
    return note(joined(b, outputs), Kind.CHOICE, outputs, switches.index(decision), 0);
  }

  @Override
  void macs(long count) {
    if (last == NONE) {
      early += count;
      return;
    }
    Node node = nodes.get(last);
    nodes.set(
        last,
        new Node(node.kind(), node.way(), node.inputs(), node.number(), node.amount() + count));
  }

  /** Multiply-adds of an option without layers count where it is chosen, but do no work. */
  private void keep(Branch option) {
    if (early > 0) {
      nodes.add(new Node(Kind.LAYER, place(option), ImmutableList.of(), 0, early));
    }
  }

  private Activation note(
      Activation value, Kind kind, List<Activation> from, int number, long amount) {
    ImmutableList<Integer> inputs =
        from.stream().map(this::position).collect(ImmutableList.toImmutableList());
    positions.put(value, nodes.size());
    nodes.add(new Node(kind, place(value.branch()), inputs, number, amount));
    return value;
  }

  private int position(Activation value) {
    return Optional.ofNullable(positions.get(value)).orElseThrow();
  }

  private int place(Branch branch) {
    Integer known = places.get(branch);
    if (known != null) {
      return known;
    }
    int outer = place(branch.outer());
    places.put(branch, ways.size());
    ways.add(new Way(outer, switches.index(branch.decision()), branch.option()));
    return ways.size() - 1;
  }
}
