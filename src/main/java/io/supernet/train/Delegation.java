package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.extension.UserCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Has an executor do jobs, and holds it to its contract. */
@API(status = INTERNAL)
public final class Delegation implements Consumer<TrainingResult> {

  private final String executor;
  private final List<String> metrics;
  private final Consumer<TrainingResult> results;
  private final Map<String, TrainingJob> open = new TreeMap<>();

  private Delegation(
      String executor,
      List<TrainingJob> jobs,
      List<String> metrics,
      Consumer<TrainingResult> results) {
    this.executor = executor;
    this.metrics = metrics;
    this.results = results;
    jobs.forEach(job -> open.put(job.name(), job));
  }

  /**
   * Does them.
   *
   * @param results takes one after another, each job's once
   * @throws SupernetException if the executor leaves a job without a result, or tells one that it
   *     was not asked for, or one without a metric of the task
   */
  public static void run(
      TrainingExecutor executor,
      List<TrainingJob> jobs,
      TrainingSite site,
      Consumer<TrainingResult> results,
      Progress progress) {
    if (jobs.isEmpty()) {
      return;
    }
    TrainingExecutor guarded = UserCode.guard(executor, TrainingExecutor.class);
    List<String> metrics = site.definition().task().metrics().stream().map(Metric::name).toList();
    Delegation delegation = new Delegation(UserCode.name(guarded), jobs, metrics, results);
    guarded.train(jobs, site, delegation, progress);
    delegation.finish();
  }

  @Override
  public synchronized void accept(TrainingResult result) {
    TrainingJob job = open.get(result.job());
    if (job == null || !result.evaluation().architecture().equals(job.architecture())) {
      throw broken(
          Text.of(
              "it told a result of job '%s' and architecture %s, which it was not asked for or told before",
              result.job(), result.evaluation().architecture()));
    }
    List<String> missing =
        result.evaluation().failed()
            ? List.of()
            : metrics.stream()
                .filter(metric -> !result.evaluation().metrics().containsKey(metric))
                .toList();
    if (!missing.isEmpty()) {
      throw broken(
          Text.of("its result of job '%s' has no %s", result.job(), String.join(", ", missing)));
    }
    results.accept(result);
    open.remove(result.job());
  }

  private synchronized void finish() {
    if (!open.isEmpty()) {
      throw broken("it came to its end without results of " + String.join(", ", open.keySet()));
    }
  }

  private SupernetException broken(String how) {
    return new SupernetException(
        Kind.USAGE, Text.of("Executor %s broke its contract: %s.", executor, how));
  }
}
