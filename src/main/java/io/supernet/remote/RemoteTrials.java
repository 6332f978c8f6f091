package io.supernet.remote;

import io.supernet.Progress;
import io.supernet.study.compare.Comparison;
import io.supernet.work.Engine;
import io.supernet.work.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs of a comparison that an engine does.
 *
 * @param engine who does them
 * @param jobs makes a job of the folder of a run
 * @param progress ends the work by an exception
 */
record RemoteTrials(Engine engine, Function<Path, Job> jobs, Progress progress)
    implements Comparison.Runner {

  @Override
  public void run(Path trial) {
    run(List.of(trial), path -> {}, path -> {});
  }

  @Override
  public void run(List<Path> trials, Consumer<Path> begin, Consumer<Path> done) {
    // How far they are, the comparison tells.
    Progress silent =
        event -> {
          if (event instanceof Progress.Noted) {
            progress.hear(event);
          }
        };
    new Batch<Path>(engine, silent)
        .run(
            trials,
            trial -> {
              begin.accept(trial);
              return jobs.apply(trial);
            },
            (trial, result) -> {
              Jobs.refuseFailure("Run '" + trial + "'", result);
              done.accept(trial);
            });
  }
}
