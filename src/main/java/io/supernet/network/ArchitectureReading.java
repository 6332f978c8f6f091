package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cost reading: follows the chosen path of one architecture alone. */
final class ArchitectureReading extends TraceReading {

  private final Map<String, Integer> decisions;
  private final Architecture architecture;
  private final List<WeightSpec> wholes = new ArrayList<>();
  private final Set<String> parts = new HashSet<>();

  ArchitectureReading(
      Map<String, List<Long>> knownShapes,
      Map<String, Integer> decisions,
      Architecture architecture) {
    super(knownShapes);
    this.decisions = decisions;
    this.architecture = architecture;
  }

  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    wholes.add(spec);
    return new ElasticWeight(spec, new Activation(spec.shape(), false, b.branch()));
  }

  @Override
  Activation derive(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    WeightSpec part = Initializer.Derived.spec(shape, from, operation);
    if (!parts.add(part.name())) {
      throw new SupernetException(
          Kind.USAGE,
          "One architecture uses two parts of the elastic weight '"
              + part.name()
              + "'; derive one and use that twice, or make two weights.");
    }
    return weight(b, part);
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
    int option = architecture.choice(decisions.get(decision));
    return build(builder, b.option(decision, options, option, b.branch()), option);
  }
}
