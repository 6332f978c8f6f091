package io.supernet.train;

import io.supernet.Progress;
import io.supernet.SupernetException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does trainings: on this machine, by default, or on others. It decides where and in which order,
 * never what comes out.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface TrainingExecutor {

  /**
   * Does jobs and returns when all are done.
   *
   * @param jobs of different names, the most urgent first
   * @param site what they have in common; does a job in this process, if asked
   * @param results takes the result of each job once, in any order, from any thread; what it has
   *     taken is not lost if a later job fails
   * @param progress hears of steps; ends the work by an exception
   * @throws SupernetException if one cannot be done for a reason that is not its own
   */
  void train(
      List<TrainingJob> jobs,
      TrainingSite site,
      Consumer<TrainingResult> results,
      Progress progress);

  /**
   * Does them in this process.
   *
   * @param workers how many at once, at least 1; one does them on the thread that asks
   */
  static TrainingExecutor local(int workers) {
    return (jobs, site, results, progress) -> {
      if (workers == 1) {
        jobs.forEach(job -> results.accept(site.train(job, progress)));
      } else {
        List<Workers.Task> tasks =
            jobs.stream()
                .<Workers.Task>map(job -> heard -> results.accept(site.train(job, heard)))
                .toList();
        new Workers(workers).run(tasks, progress);
      }
    };
  }
}
