package io.supernet.network;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Wiring.Kind;
import io.supernet.network.Wiring.Node;
import io.supernet.network.Wiring.Scope;
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
  private final List<Scope> scopes = new ArrayList<>();
  private final Map<Activation, Integer> positions = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> weights = new LinkedHashMap<>();

  /** The names of weights of which options use parts. */
  private final Set<String> elastic = new HashSet<>();

  private final List<Derived> derived = new ArrayList<>();

  /** The value that each call for a layer, a weight or a choice has given. */
  private final List<Integer> calls = new ArrayList<>();

  /** Of the option that is being built. */
  private int scope;

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
    scopes.add(new Scope(0, 0, 0));
    note(input, new Node(Kind.INPUT, 0, ImmutableList.of(), 0, 0, ImmutableList.of()));
  }

  /** What was read. */
  Wiring wiring(Activation output) {
    keep();
    return new Wiring(
        scopes, nodes, position(output), List.copyOf(weights.keySet()), elastic, derived, calls);
  }

  @Override
  void meet(Derived choice) {
    derived.add(choice);
  }

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    Activation output = super.layer(b, shape, from, op);
    call(output, Kind.LAYER, from, 0, early);
    last = nodes.size() - 1;
    early = 0;
    return output;
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    Activation output = super.batchNorm(b, x, scale, offset);
    return call(output, Kind.LAYER, List.of(x, scale, offset), 0, 0);
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    return weight(b, spec, List.of());
  }

  private Activation weight(NetworkBuilder b, WeightSpec spec, List<Activation> from) {
    Activation value = weightValue(b, spec.shape());
    int number = weights.computeIfAbsent(spec.name(), name -> weights.size());
    return call(value, Kind.WEIGHT, from, number, spec.size());
  }

  /** The whole is no weight of an architecture: its part is. */
  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    Activation value = weightValue(b, spec.shape());
    return new ElasticWeight(spec, call(value, Kind.WHOLE, List.of(), 0, 0));
  }

  @Override
  Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    WeightSpec part = Initializer.Part.spec(shape, from, operation);
    elastic.add(part.name());
    return weight(b, part, from.stream().map(ElasticWeight::value).toList());
  }

  @Override
  Activation zeros(NetworkBuilder b, List<Long> shape) {
    return call(super.zeros(b, shape), Kind.ZEROS, List.of(), 0, 0);
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int call = calls.size();
    calls.add(NONE);
    int before = last;
    long told = early;
    int outer = scope;
    int choice = switches.index(decision);
    List<Activation> outputs = new ArrayList<>();
    List<Integer> inside = new ArrayList<>();
    for (int option = 0; option < options.size(); option++) {
      last = NONE;
      early = 0;
      scope = scopes.size();
      inside.add(scope);
      scopes.add(new Scope(outer, choice, option));
      Branch branch = b.branch().inside(decision, option);
      outputs.add(build(builder, b.option(decision, options, option, branch), option));
      keep();
    }
    last = before;
    early = told;
    scope = outer;
    calls.set(call, nodes.size());
    return note(
        joined(b, outputs),
        new Node(Kind.CHOICE, scope, positions(outputs), choice, 0, ImmutableList.copyOf(inside)));
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
        new Node(
            node.kind(),
            node.scope(),
            node.inputs(),
            node.number(),
            node.amount() + count,
            node.options()));
  }

  /** Multiply-adds of an option without layers count where it is chosen, but do no work. */
  private void keep() {
    if (early > 0) {
      nodes.add(new Node(Kind.LAYER, scope, ImmutableList.of(), 0, early, ImmutableList.of()));
    }
  }

  private Activation call(
      Activation value, Kind kind, List<Activation> from, int number, long amount) {
    calls.add(nodes.size());
    return note(value, new Node(kind, scope, positions(from), number, amount, ImmutableList.of()));
  }

  private Activation note(Activation value, Node node) {
    positions.put(value, nodes.size());
    nodes.add(node);
    return value;
  }

  private ImmutableList<Integer> positions(List<Activation> values) {
    return values.stream().map(this::position).collect(ImmutableList.toImmutableList());
  }

  private int position(Activation value) {
    return Optional.ofNullable(positions.get(value)).orElseThrow();
  }
}
