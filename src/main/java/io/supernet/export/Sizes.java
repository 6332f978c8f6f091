package io.supernet.export;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.WeightSpec;
import java.util.List;
import java.util.Map;

/**
 * Networks of several sizes that share their weights.
 *
 * @param all from the smallest to the largest
 * @param shared values of the weights, whole, by name
 * @param input name of the input that says the size
 */
record Sizes(List<Size> all, Map<String, float[]> shared, String input) {

  private static final String INPUT = "size";

  /**
   * One of them.
   *
   * @param name that clients ask for it by
   * @param network with values of its own
   * @param weights what each of its weights is of the shared ones
   */
  record Size(String name, Folded network, Map<String, WeightSpec> weights) {
    Size {
      weights = ImmutableMap.copyOf(weights);
    }
  }

  /**
   * Sizes of a model.
   *
   * @param columns of its table, of which one may be called as the input would be
   */
  static Sizes of(List<Size> all, Map<String, float[]> shared, List<TensorInfo> columns) {
    boolean taken = columns.stream().anyMatch(column -> column.name().equals(INPUT));
    return new Sizes(all, shared, taken ? "network_" + INPUT : INPUT);
  }

  Sizes {
    all = ImmutableList.copyOf(all);
    shared = ImmutableMap.copyOf(shared);
  }

  /** How many values the largest weight of a size has, of those that come from the shared ones. */
  long largestWeight() {
    return all.stream()
        .map(Size::network)
        .flatMap(
            network ->
                network.subnet().steps().stream()
                    .filter(
                        step ->
                            step.source() instanceof Weight weight
                                && !network.own().contains(weight.name())))
        .mapToLong(step -> step.shape().stream().reduce(1L, (a, b) -> a * b))
        .max()
        .orElseThrow();
  }

  List<String> names() {
    return all.stream().map(Size::name).toList();
  }
}
