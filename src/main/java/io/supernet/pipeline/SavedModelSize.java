package io.supernet.pipeline;

import io.supernet.network.Definition;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.List;

/**
 * How large the SavedModel of an architecture will be: its weights, and a share of the graph for
 * each. TODO constants.
 */
final class SavedModelSize {

  private static final int BYTES_A_PARAMETER = 4;
  private static final double BYTES_A_WEIGHT = 1000;
  private static final double BYTES_A_GRAPH = 10_000;

  private SavedModelSize() {}

  static double bytes(Definition definition, Architecture architecture) {
    List<WeightSpec> weights = definition.weights(architecture);
    long parameters = weights.stream().mapToLong(WeightSpec::size).sum();
    return BYTES_A_PARAMETER * parameters + BYTES_A_WEIGHT * weights.size() + BYTES_A_GRAPH;
  }
}
