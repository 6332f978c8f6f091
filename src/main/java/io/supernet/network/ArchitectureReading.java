package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cost reading: follows the chosen path of one architecture alone. */
class ArchitectureReading extends TraceReading {

  private final Taken taken;
  private final List<WeightSpec> wholes = new ArrayList<>();
  private final Set<String> parts = new HashSet<>();
  private final Set<String> met = new HashSet<>();

  ArchitectureReading(Map<String, List<Long>> knownShapes, Taken taken) {
    super(knownShapes);
    this.taken = taken;
  }

  @Override
  void meet(Derived choice) {
    choice.check(taken);
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    if (!met.add(spec.name())) {
      throw twice(spec.name());
    }
    return super.weight(b, spec);
  }

  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    wholes.add(spec);
    return new ElasticWeight(spec, weightValue(b, spec.shape()));
  }

  @Override
  Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    WeightSpec part = Initializer.Part.spec(shape, from, operation);
    if (!parts.add(part.name())) {
      throw twoParts(part.name());
    }
    return weight(b, part);
  }

  static SupernetException twoParts(String weight) {
    return new SupernetException(
        Kind.USAGE,
        "One architecture uses two parts of the elastic weight '"
            + weight
            + "'; make one and use that twice, or make two weights.");
  }

  /** The weights of the supernet on the chosen path: elastic ones whole. */
  List<WeightSpec> supernetWeights() {
    List<WeightSpec> all = new ArrayList<>(wholes);
    weights().stream().filter(w -> !parts.contains(w.name())).forEach(all::add);
    return all;
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int option = taken.option(decision);
    return build(builder, b.option(decision, options, option, b.branch()), option);
  }
}
