package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apiguardian.api.API;

/**
 * Judges architectures with inherited weights, several at once on the one session of a supernet.
 * Does not close the supernet.
 */
@API(status = INTERNAL)
public final class SupernetEvaluator implements Evaluator, AutoCloseable {

  private final Supernet supernet;
  private final Part part;
  private final boolean ownThread;
  private final OwnThreads threads;

  /**
   * An evaluator.
   *
   * @param part the examples to classify: validation, while architectures are being compared
   * @param concurrency how many go on at once
   */
  public SupernetEvaluator(Supernet supernet, Part part, Concurrency concurrency) {
    this.supernet = supernet;
    this.part = part;
    this.ownThread = concurrency.ownThread();
    this.threads = new OwnThreads(concurrency.evaluations());
  }

  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    List<Future<Evaluation>> pending = new ArrayList<>();
    for (Architecture architecture : architectures) {
      FutureTask<Evaluation> task =
          new FutureTask<>(() -> supernet.evaluate(architecture, part, ownThread));
      threads.execute(task);
      pending.add(task);
    }
    List<Evaluation> evaluations = new ArrayList<>();
    for (Future<Evaluation> future : pending) {
      evaluations.add(AsynchronousEvaluator.get(future));
    }
    return evaluations;
  }

  @Override
  public void close() {
    threads.close();
  }
}
