package io.supernet.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cost reading: follows the chosen path of one architecture alone. */
class ArchitectureReading extends TraceReading {

  private final Map<String, Integer> decisions;
  private final int[] switches;
  private final Set<String> met = new HashSet<>();

  ArchitectureReading(
      Map<String, List<Long>> knownShapes, Map<String, Integer> decisions, int[] switches) {
    super(knownShapes);
    this.decisions = decisions;
    this.switches = switches;
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    if (!met.add(spec.name())) {
      throw twice(spec.name());
    }
    return super.weight(b, spec);
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int option = switches[decisions.get(decision)];
    return build(builder, b.option(decision, options, option, b.branch()), option);
  }
}
