package io.supernet.study.coupling;

import io.supernet.Progress;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Run;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Supernet;
import io.supernet.table.Table;
import io.supernet.train.Trainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Measures how much the architectures of a run's supernet disturb each other. The supernet is
 * trained to the end if it is not yet; its checkpoint stays as it is.
 */
public final class CouplingPhase {

  private final Run run;
  private final Progress progress;

  /** Of an open run. */
  public CouplingPhase(Run run, Progress progress) {
    this.run = run;
    this.progress = progress.endingOnInterrupt();
  }

  /** Interference and gradients; writes the files of {@link CouplingFiles}. */
  public Coupling measure(CouplingOptions options) {
    return measure(options, CouplingStudy::measure);
  }

  /**
   * The same and the ranking of nested sub-spaces.
   *
   * @param file a table
   * @param columns of it, with values of one metric
   * @param epochs of a supernet that is trained on each sub-space alone; 0 for none
   */
  public Coupling measure(CouplingOptions options, Path file, List<String> columns, int epochs) {
    Table table =
        Table.read(file, columns, run.definition().task().metric(columns), run.definition()::parse);
    Duration between = Duration.ofSeconds(run.options().checkpointSeconds());
    return measure(
        options,
        study -> study.measure(table, epochs, this::fresh, run.layout().coupling(), between));
  }

  private Coupling measure(CouplingOptions options, Function<CouplingStudy, Coupling> work) {
    long begin = System.nanoTime();
    try {
      Checkpoint checkpoint = new Pipeline(run, run.path(), progress).train();
      try (Supernet supernet = fresh(run.options().seed())) {
        TrainedWeights weights =
            new TrainedWeights(
                supernet, Trainer.prefix(checkpoint), run.options().supernet(), run.streams());
        Coupling coupling = work.apply(new CouplingStudy(weights, options, progress));
        CouplingFiles.write(run.path(), coupling);
        return coupling;
      }
    } finally {
      run.addSeconds("coupling", (System.nanoTime() - begin) / 1e9);
    }
  }

  /** A supernet as the run's, with first weights of another seed. */
  private Supernet fresh(long seed) {
    ModelOptions own = run.options().supernetModel();
    return Supernet.build(
        run.definition(),
        run.data(),
        new ModelOptions(
            seed,
            own.optimization(),
            own.augment(),
            own.cutout(),
            own.evaluation(),
            own.threads(),
            false));
  }
}
