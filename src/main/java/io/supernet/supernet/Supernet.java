package io.supernet.supernet;

import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.List;

/**
 * All architectures of a space in one graph with shared weights. A run is fed an architecture and
 * computes that path alone; a training step changes the weights of that path alone.
 */
public final class Supernet extends Model {

  private Supernet(Definition definition, Split split, ModelOptions options) {
    super(
        definition,
        definition.supernetParameters(),
        split,
        options,
        options.evaluation(),
        (place, architecture) -> Forward.supernet(definition, place, architecture));
  }

  /** Builds the graph, opens a session and gives all weights their first values. */
  public static Supernet build(Definition definition, Split split, ModelOptions options) {
    return new Supernet(definition, split, options);
  }

  @Override
  List<WeightSpec> weights(Architecture path) {
    return definition().supernetWeights(path);
  }

  /** Judges an architecture with inherited weights. May be called by several threads at once. */
  public Evaluation evaluate(Architecture architecture, Part part) {
    return evaluate(architecture, part, false);
  }

  /** The same; {@code ownThread} as {@link Concurrency#ownThread}. */
  Evaluation evaluate(Architecture architecture, Part part, boolean ownThread) {
    definition().space().check(architecture);
    Score score = score(architecture, part, size(part), ownThread);
    return new Evaluation(architecture, score.accuracy(), score.loss());
  }

  /** Computes one batch of an evaluation, for its time. */
  void probe(Architecture architecture, boolean ownThread) {
    int rows = Math.min(evaluationBatch(), size(Part.VALIDATION));
    score(architecture, Part.VALIDATION, rows, ownThread);
  }
}
