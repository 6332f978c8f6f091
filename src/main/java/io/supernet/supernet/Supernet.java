package io.supernet.supernet;

import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.function.Supplier;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TFUnimplementedException;

/**
 * All architectures of a space in one graph with shared weights. A run is fed an architecture and
 * computes that path alone; a training step changes the weights of that path alone.
 *
 * @since 0.1
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

  /**
   * Judges an architecture with inherited weights. May be called by several threads at once.
   *
   * @throws EvaluationException if TensorFlow cannot compute this path
   */
  public Evaluation evaluate(Architecture architecture, Part part) {
    return evaluate(architecture, part, false);
  }

  /** The same; {@code ownThread} as {@link Concurrency#ownThread}. */
  Evaluation evaluate(Architecture architecture, Part part, boolean ownThread) {
    definition().space().check(architecture);
    return judged(architecture, part, size(part), ownThread);
  }

  /** Computes one batch of an evaluation, for its time. */
  void probe(Architecture architecture, boolean ownThread) {
    int rows = Math.min(evaluationBatch(), size(Part.VALIDATION));
    judged(architecture, Part.VALIDATION, rows, ownThread);
  }

  /**
   * Judges one path on one batch.
   *
   * @throws EvaluationException if TensorFlow cannot compute this path
   */
  @Override
  public Evaluation evaluate(Architecture architecture, Part part, int[] batch) {
    return told(architecture, () -> super.evaluate(architecture, part, batch));
  }

  private Evaluation judged(Architecture architecture, Part part, int rows, boolean ownThread) {
    return told(architecture, () -> score(architecture, part, rows, ownThread));
  }

  /** Of what TensorFlow throws, these are about the numbers and sizes of the one path. */
  private <T> T told(Architecture architecture, Supplier<T> computed) {
    try {
      return computed.get();
    } catch (TFInvalidArgumentException | TFOutOfRangeException | TFUnimplementedException e) {
      throw new EvaluationException(Failures.why(e), e);
    } catch (TFResourceExhaustedException e) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Judging %s takes more memory than there is (%s); give fewer threads, or a smaller space.",
              definition().format(architecture), e.getMessage()),
          e);
    }
  }
}
