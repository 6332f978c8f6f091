package io.supernet.network;

import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;

/** The cost reading: follows the chosen path of one architecture alone. */
final class ArchitectureReading extends TraceReading {

  private final Map<String, Integer> decisions;
  private final Architecture architecture;

  ArchitectureReading(
      Map<String, List<Long>> knownShapes,
      Map<String, Integer> decisions,
      Architecture architecture) {
    super(knownShapes);
    this.decisions = decisions;
    this.architecture = architecture;
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int option = architecture.choice(decisions.get(decision));
    return build(builder, b.option(decision, options, option, b.branch()), option);
  }
}
