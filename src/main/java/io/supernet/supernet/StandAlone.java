package io.supernet.supernet;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.List;

/** One architecture in a graph of its own, with weights of its own and running statistics. */
public final class StandAlone extends Model {

  private final Architecture architecture;

  private StandAlone(
      Definition definition, Architecture architecture, Split split, ModelOptions options) {
    super(
        definition,
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

  /** The architecture that it is. */
  public Architecture architecture() {
    return architecture;
  }

  /** Classifies a part of the data. */
  public Score evaluate(Part part) {
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
