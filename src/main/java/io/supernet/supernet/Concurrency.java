package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Failures;
import io.supernet.evaluate.EvaluationException;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apiguardian.api.API;

/**
 * How evaluations share the cores on the one session of a supernet.
 *
 * @param evaluations how many go on at once, at least 1
 * @param ownThread whether the operations of each stay on the thread that asked for it; otherwise
 *     TensorFlow spreads those that do not wait for each other over its pool. Single large
 *     operations are spread in any case.
 */
@API(status = INTERNAL)
public record Concurrency(int evaluations, boolean ownThread) {

  private static final int ROUNDS = 3;

  /** A setting and how many batches a second it computed. */
  public record Pace(Concurrency setting, double batchesPerSecond) {}

  public Concurrency {
    if (evaluations < 1) {
      throw new IllegalArgumentException("One evaluation at least, not " + evaluations);
    }
  }

  /**
   * Tries settings on some batches of validation examples, in turn, for a second or so.
   *
   * @param most evaluations at once, at least 1
   * @param architectures to compute, at least one; those that cannot be computed are left out
   * @return one evaluation at a time first, then the other settings; only the first, with a pace of
   *     0, if none can be computed
   */
  public static List<Pace> measure(Supernet supernet, int most, List<Architecture> architectures) {
    List<Concurrency> settings = new ArrayList<>(List.of(new Concurrency(1, false)));
    settings.add(new Concurrency(1, true));
    if (most > 1) {
      settings.add(new Concurrency(most, false));
      settings.add(new Concurrency(most, true));
    }
    List<Architecture> sound = new ArrayList<>();
    double[] seconds = new double[settings.size()];
    // The supernet may be closed after this: none of its runs may be left.
    try (OwnThreads threads = new OwnThreads(most)) {
      for (Architecture architecture : architectures) {
        if (isSound(supernet, architecture)) {
          sound.add(architecture);
        }
      }
      if (sound.isEmpty()) {
        return List.of(new Pace(settings.get(0), 0));
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < seconds.length; i++) {
          seconds[i] += seconds(supernet, settings.get(i), sound, threads);
        }
      }
    }
    List<Pace> paces = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      paces.add(new Pace(settings.get(i), ROUNDS * sound.size() / seconds[i]));
    }
    return paces;
  }

  /** One that cannot be computed says nothing of the pace. */
  private static boolean isSound(Supernet supernet, Architecture architecture) {
    try {
      supernet.probe(architecture, false);
      return true;
    } catch (EvaluationException e) {
      return false;
    }
  }

  private static double seconds(
      Supernet supernet,
      Concurrency setting,
      List<Architecture> architectures,
      OwnThreads threads) {
    List<FutureTask<Void>> workers = new ArrayList<>();
    for (int worker = 0; worker < setting.evaluations; worker++) {
      int first = worker;
      workers.add(
          new FutureTask<>(
              () -> {
                for (int i = first; i < architectures.size(); i += setting.evaluations) {
                  supernet.probe(architectures.get(i), setting.ownThread);
                }
                return null;
              }));
    }
    long begin = System.nanoTime();
    workers.forEach(threads::execute);
    try {
      for (Future<Void> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while measuring the pace");
    } catch (ExecutionException e) {
      throw Failures.of(e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
