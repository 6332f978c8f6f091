package io.supernet.remote;

import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.network.BatchNormMode;
import io.supernet.space.Architecture;
import io.supernet.text.Json;
import io.supernet.work.Engine;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import java.util.concurrent.CompletableFuture;

/**
 * Has architectures judged with inherited weights by an engine.
 *
 * @param engine who does it
 * @param jobs makes jobs of them
 * @param policy of batch normalization
 * @param weights that judge, as {@link Weights}
 */
record RemoteEvaluator(Engine engine, Jobs jobs, BatchNormMode policy, String weights)
    implements AsynchronousEvaluator {

  /** The body of a job. */
  record Asked(Architecture architecture, BatchNormMode policy, String weights) {}

  @Override
  public CompletableFuture<Evaluation> begin(Architecture architecture) {
    CompletableFuture<JobResult> begun =
        engine.begin(jobs.job(Jobs.EVALUATION, new Asked(architecture, policy, weights)));
    CompletableFuture<Evaluation> evaluation = begun.thenApply(RemoteEvaluator::evaluation);
    CompletableFuture<Evaluation> unused =
        evaluation.whenComplete(
            (made, failure) -> {
              if (evaluation.isCancelled()) {
                begun.cancel(true);
              }
            });
    return evaluation;
  }

  private static Evaluation evaluation(JobResult result) {
    if (result.ending() != Ending.DONE) {
      throw new EvaluationException(result.why());
    }
    return Json.LINE.fromJson(result.body(), Evaluation.class);
  }
}
