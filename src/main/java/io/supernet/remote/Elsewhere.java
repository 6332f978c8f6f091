package io.supernet.remote;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.run.ScoringExecutor;
import io.supernet.study.compare.Comparison;
import io.supernet.text.Json;
import io.supernet.train.TrainingExecutor;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingResult;
import io.supernet.train.TrainingSite;
import io.supernet.work.Engine;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import io.supernet.work.Persistent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Has what a run asks for done by an engine. What comes out is the same as in this process: to the
 * bit on one thread with the same kernels.
 */
@API(status = INTERNAL)
public final class Elsewhere implements TrainingExecutor, ScoringExecutor, AutoCloseable {

  private final Function<Path, Engine> engines;
  private final boolean anyKernels;
  private final Consumer<String> notes;
  private final Opened opened = new Opened();
  private final Map<Path, Engine> byFolder = new HashMap<>();

  /**
   * One that has no engine yet.
   *
   * @param engines opens one for the jobs of a folder, when there are some
   * @param anyKernels whether any may compute, although the results differ in their last digits
   * @param notes hears of jobs that are done again, from any thread
   */
  public Elsewhere(Function<Path, Engine> engines, boolean anyKernels, Consumer<String> notes) {
    this.engines = engines;
    this.anyKernels = anyKernels;
    this.notes = notes;
  }

  @Override
  public void train(
      List<TrainingJob> jobs,
      TrainingSite site,
      Consumer<TrainingResult> results,
      Progress progress) {
    Jobs made = jobs(site.folder(), site.folder());
    new Batch<TrainingJob>(engine(site.folder()), progress)
        .run(
            jobs,
            job -> made.job(Jobs.TRAINING, job),
            (job, result) -> results.accept(result(job, result)));
  }

  private static TrainingResult result(TrainingJob job, JobResult result) {
    return result.ending() == Ending.DONE
        ? Json.LINE.fromJson(result.body(), TrainingResult.class)
        : new TrainingResult(
            job.name(), Evaluation.failed(job.architecture(), result.why()), result.seconds());
  }

  @Override
  public void train(Path folder, List<Integer> numbers, Progress progress) {
    Jobs made = jobs(folder, folder);
    new Batch<Integer>(engine(folder), progress)
        .run(
            numbers,
            number -> made.job(Jobs.SUPERNET, ImmutableMap.of("number", number)),
            (number, result) -> Jobs.refuseFailure("Supernet " + number, result));
  }

  @Override
  public AsynchronousEvaluator evaluator(Path folder, BatchNormMode policy) {
    return new RemoteEvaluator(engine(folder), jobs(folder, folder), policy, Weights.of(folder));
  }

  @Override
  public int atOnce(Path folder) {
    return engine(folder).atOnce();
  }

  /** Has the runs of a comparison done, in its folder, as many at once as the engine can. */
  public Comparison.Runner trials(Path comparison, Progress progress) {
    return new RemoteTrials(engine(comparison), trial -> jobs(trial, comparison).trial(), progress);
  }

  private Jobs jobs(Path folder, Path shared) {
    return Jobs.of(
        folder.toAbsolutePath().normalize(), shared.toAbsolutePath().normalize(), anyKernels);
  }

  private synchronized Engine engine(Path folder) {
    return byFolder.computeIfAbsent(
        folder.toAbsolutePath().normalize(),
        path -> opened.add(new Persistent(engines.apply(path), notes)));
  }

  @Override
  public synchronized void close() {
    opened.close();
    byFolder.clear();
  }
}
