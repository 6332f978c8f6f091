package io.supernet;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.supernet.pipeline.Pipeline;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.spaces.Definitions;
import io.supernet.storage.AtomicFiles;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finished run, the smallest there is, made once for all tests; each test copies what it changes.
 */
public final class TinyRun {

  /** Made when it is first asked for: who wants the network or the options alone trains nothing. */
  private static final Supplier<Path> HOME = Suppliers.memoize(TinyRun::make);

  private TinyRun() {}

  /** The project folder in which the run {@code finished} and its export are. */
  public static Path home() {
    return HOME.get();
  }

  /** The folder of the run. */
  public static Path run() {
    return home().resolve("models").resolve("finished");
  }

  /** The smallest network. */
  public static NetworkDefinition network() {
    return Definitions.set(
        Definitions.set(Definitions.find("nasbench201-small"), "channels=2"), "cells_per_stage=1");
  }

  /** The smallest options, for data that {@link TinyData} wrote. */
  public static RunOptions options(String data, double learningRate) {
    TrainingOptions training =
        new TrainingOptions(2, 64, learningRate, 1, Optimization.DEFAULT, true);
    EvolutionSearch.Options evolution = new EvolutionSearch.Options(4, 4, 0.2);
    return RunOptions.builder()
        .data(data)
        .seed(7)
        .threads(1)
        .supernet(training)
        .search(
            SearchOptions.builder()
                .budget(8)
                .evolution(evolution)
                .objectives(List.of("accuracy"))
                .build())
        .alone(training)
        .top(2)
        .checkpointSeconds(0)
        .build();
  }

  /** Copies a folder with all it holds. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.createDirectories(to.getParent());
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path make() {
    try {
      Path home = Files.createTempDirectory("supernet");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> AtomicFiles.deleteRecursively(home)));
      RunOptions options = options(TinyData.write(home.resolve("data")), 0.1);
      try (Run run =
          Run.builder(home.resolve("models").resolve("finished"))
              .definition(network())
              .goal(Goal.EXPORT)
              .options(options)
              .create()) {
        new Pipeline(run, home.resolve("savedmodels"), Progress.SILENT).run();
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
