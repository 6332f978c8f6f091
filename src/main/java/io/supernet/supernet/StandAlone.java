package io.supernet.supernet;

import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One architecture in a graph of its own, with weights of its own and running statistics.
 *
 * @since 0.1
 */
public final class StandAlone extends Model {

  private final Architecture architecture;

  private StandAlone(
      Definition definition, Architecture architecture, Split split, ModelOptions options) {
    super(
        definition,
        definition.cost(architecture).parameters(),
        split,
        options,
        BatchNormMode.RUNNING,
        (place, unused) -> Forward.subnet(definition, place, architecture));
    this.architecture = architecture;
  }

  /** Builds the graph, opens a session and gives all weights their first values. */
  public static StandAlone build(
      Definition definition, Architecture architecture, Split split, ModelOptions options) {
    return new StandAlone(definition, architecture, split, options);
  }

  @Override
  void check(Architecture path) {
    if (!path.equals(architecture)) {
      throw new IllegalArgumentException(
          "This model is " + architecture + " alone; it cannot train " + path + ".");
    }
  }

  @Override
  List<WeightSpec> weights(Architecture path) {
    return definition().weights(path);
  }

  /**
   * Whether an architecture can take its weights from a supernet: all but those that use a part of
   * a larger weight.
   */
  public static boolean inherits(Definition definition, Architecture architecture) {
    Map<String, List<Long>> whole = new HashMap<>();
    definition.supernetWeights(architecture).forEach(w -> whole.put(w.name(), w.shape()));
    return definition.weights(architecture).stream()
        .allMatch(weight -> weight.shape().equals(whole.get(weight.name())));
  }

  /**
   * Begins with the weights of a supernet instead of new ones. Running statistics, which a supernet
   * has not, begin as they do without it; so does momentum.
   *
   * @param values of the supernet's variables by name, as {@link Model#values} gives them
   * @throws IllegalArgumentException if a weight is missing, or of another size
   */
  public void inherit(Map<String, float[]> values) {
    Map<String, float[]> own = new HashMap<>();
    for (WeightSpec weight : weights(architecture)) {
      float[] value = values.get(weight.name());
      long size = weight.shape().stream().reduce(1L, Math::multiplyExact);
      if (value == null || value.length != size) {
        throw new IllegalArgumentException(
            Text.of(
                "Weight '%s' of %s has %d values; the supernet has %s.",
                weight.name(), architecture, size, value == null ? "none" : value.length));
      }
      own.put(weight.name(), value);
    }
    assign(own);
  }

  /** The architecture that it is. */
  public Architecture architecture() {
    return architecture;
  }

  /** Judges it on a part of the data. */
  public Evaluation evaluate(Part part) {
    return score(architecture, part);
  }

  /**
   * The logits of the first examples of a part of the data, one example of {@code classes} after
   * another.
   */
  public float[] logits(Part part, int count) {
    return logits(architecture, part, count);
  }
}
