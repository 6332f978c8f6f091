package io.supernet.search;

import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationContract;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Architectures that a search has asked for and has not heard of yet. Gives their evaluations in
 * the order in which they are finished, if the evaluator can do so; else in that of the asking.
 */
final class Outstanding implements AutoCloseable {

  private static final long BETWEEN_MILLIS = 200;

  private final Evaluator evaluator;
  private final Runnable waiting;

  /** Asked for; begun only when somebody waits for what is not known from the past. */
  private final List<Architecture> asked = new ArrayList<>();

  private final Map<Architecture, CompletableFuture<Evaluation>> begun = new LinkedHashMap<>();
  private final BlockingQueue<Architecture> finished = new LinkedBlockingQueue<>();

  /** Of an evaluator that does not work asynchronously. */
  private final Queue<Evaluation> evaluated = new ArrayDeque<>();

  /** {@code waiting} is called again and again while nothing is finished; may end the search. */
  Outstanding(Evaluator evaluator, Runnable waiting) {
    this.evaluator = evaluator;
    this.waiting = waiting;
  }

  void ask(List<Architecture> architectures) {
    asked.addAll(architectures);
  }

  int size() {
    return asked.size() + begun.size() + evaluated.size();
  }

  /** Those of which nobody has waited yet for any, in the order of the asking. */
  List<Architecture> asked() {
    return List.copyOf(asked);
  }

  /** Evaluates this one of them alone. */
  Evaluation take(Architecture architecture) {
    asked.remove(architecture);
    return evaluate(List.of(architecture)).get(0);
  }

  /** Waits for the next that is finished. */
  @SuppressWarnings("FutureReturnValueIgnored") // What it fails with is in the future that is kept.
  Evaluation take() {
    if (evaluator instanceof AsynchronousEvaluator asynchronous) {
      for (Architecture architecture : asked) {
        CompletableFuture<Evaluation> evaluation = asynchronous.begin(architecture);
        begun.put(architecture, evaluation);
        evaluation.whenComplete((done, failure) -> finished.add(architecture));
      }
      asked.clear();
      Architecture next = next();
      Evaluation evaluation = AsynchronousEvaluator.get(begun.remove(next));
      List<Evaluation> made = Collections.singletonList(evaluation);
      return EvaluationContract.checked(evaluator, List.of(next), made).get(0);
    }
    if (evaluated.isEmpty()) {
      evaluated.addAll(evaluate(List.copyOf(asked)));
      asked.clear();
    }
    return evaluated.remove();
  }

  private List<Evaluation> evaluate(List<Architecture> architectures) {
    return EvaluationContract.checked(evaluator, architectures, evaluator.evaluate(architectures));
  }

  private Architecture next() {
    try {
      Architecture next = finished.poll(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
      while (next == null) {
        waiting.run();
        next = finished.poll(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while evaluating");
    }
  }

  /** Nobody waits for the rest any more. */
  @Override
  public void close() {
    for (Future<Evaluation> evaluation : begun.values()) {
      evaluation.cancel(true);
    }
  }
}
