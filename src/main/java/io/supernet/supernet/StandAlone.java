package io.supernet.supernet;

import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Inheritance;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
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
   * Begins with the weights of a supernet instead of new ones: whole variables, or the parts of
   * them that the architecture uses. Running statistics, which a supernet has not, begin as they do
   * without it (see {@link #recalibrate}); so does momentum.
   *
   * @param values of the supernet's variables by name, as {@link Model#values} gives them
   * @throws IllegalArgumentException if a weight is missing, or of another size
   */
  public void inherit(Map<String, float[]> values) {
    assign(Inheritance.of(weights(architecture), values));
  }

  /**
   * Gives batch normalization the statistics of some training examples, as they are: without crops,
   * flips and dropout. The mean is that of all batches; the variance is that within batches, on
   * average, and that of their means (Yu and Huang, Universally Slimmable Networks, 2019, for
   * networks that share weights).
   *
   * @param examples training examples, counted from 0; taken in batches of {@link #evaluationBatch}
   */
  public void recalibrate(int[] examples) {
    Map<String, float[]> statistics = statistics(architecture, examples);
    if (!statistics.isEmpty()) {
      assign(statistics);
    }
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
