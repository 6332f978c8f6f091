package io.supernet.pipeline;

import static java.util.Objects.requireNonNullElse;

import io.supernet.Failures;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationContract;
import io.supernet.evaluate.EvaluationException;
import io.supernet.extension.UserCode;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * As {@link JournaledEvaluator}, of an evaluator that finishes architectures in any order. What
 * cannot be judged is a result, however often in a row.
 */
final class JournaledAsynchronousEvaluator implements AsynchronousEvaluator {

  private final AsynchronousEvaluator evaluator;
  private final Journal<Evaluation> journal;
  private final Map<Architecture, Evaluation> known;
  private final Set<Evaluation> failed;

  JournaledAsynchronousEvaluator(AsynchronousEvaluator evaluator, Journal<Evaluation> journal) {
    this.evaluator = evaluator;
    this.journal = journal;
    this.known = new ConcurrentHashMap<>(JournaledEvaluator.judged(journal));
    this.failed = JournaledEvaluator.failed(journal);
  }

  @Override
  public CompletableFuture<Evaluation> begin(Architecture architecture) {
    Evaluation before = known.get(architecture);
    if (before != null) {
      return CompletableFuture.completedFuture(before);
    }
    CompletableFuture<Evaluation> begun = evaluator.begin(architecture);
    CompletableFuture<Evaluation> journaled =
        begun.handle((made, failure) -> journaled(architecture, made, failure));
    CompletableFuture<Evaluation> unused =
        journaled.whenComplete(
            (made, failure) -> {
              if (journaled.isCancelled()) {
                begun.cancel(true);
              }
            });
    return journaled;
  }

  private Evaluation failed(Architecture architecture, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException
            ? requireNonNullElse(failure.getCause(), failure)
            : failure;
    if (cause instanceof EvaluationException) {
      return Evaluation.failed(architecture, Failures.why(cause));
    }
    throw UserCode.failure(evaluator, cause);
  }

  /** On whatever thread has completed it. */
  private Evaluation journaled(
      Architecture architecture, @Nullable Evaluation made, @Nullable Throwable failure) {
    List<@Nullable Evaluation> given =
        Collections.singletonList(failure == null ? made : failed(architecture, failure));
    List<Architecture> asked = List.of(architecture);
    Evaluation evaluation = EvaluationContract.checked(evaluator, asked, given).get(0);
    if (!failed.contains(evaluation)) {
      journal.append(evaluation);
    }
    known.put(architecture, evaluation);
    return evaluation;
  }
}
