package io.supernet.evaluate;

import io.supernet.Failures;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * An evaluator that is at several architectures at once and finishes them in any order, such as one
 * that has them evaluated by other machines.
 *
 * @since 0.2
 */
public interface AsynchronousEvaluator extends Evaluator {

  /**
   * Begins to evaluate a canonical architecture. Called by one thread; other architectures may be
   * under way.
   *
   * @return the evaluation, which any thread may complete, with an {@link EvaluationException} if
   *     the architecture cannot be judged for a reason of its own; canceled if nobody waits for it
   *     any more
   */
  CompletableFuture<Evaluation> begin(Architecture architecture);

  /** Evaluates all at once and waits for them. */
  @Override
  default List<Evaluation> evaluate(List<Architecture> architectures) {
    List<CompletableFuture<Evaluation>> begun = architectures.stream().map(this::begin).toList();
    try {
      return begun.stream().map(AsynchronousEvaluator::get).toList();
    } finally {
      begun.forEach(evaluation -> evaluation.cancel(true));
    }
  }

  /**
   * What an evaluation comes to; waits for it.
   *
   * @throws EvaluationException or whatever the evaluation failed with
   */
  static Evaluation get(Future<Evaluation> evaluation) {
    try {
      return evaluation.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while evaluating");
    } catch (ExecutionException e) {
      throw Failures.of(e);
    }
  }
}
