package io.supernet.cli;

import io.supernet.Progress;
import io.supernet.pipeline.Pipeline;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A run over a small table that has trained its best alone: made in a second. */
final class SmallestRun {

  private SmallestRun() {}

  /** Makes the run {@code tiny} in the project's folder and returns its folder. */
  static Path make(Path home) throws IOException {
    TrainingOptions training = new TrainingOptions(2, 16, 0.05, 1, Optimization.DEFAULT, false);
    EvolutionSearch.Options evolution = new EvolutionSearch.Options(2, 2, 0.2);
    RunOptions options =
        RunOptions.builder()
            .data("csv:" + table(home))
            .seed(3)
            .threads(1)
            .supernet(training)
            .search(SearchOptions.builder().budget(4).evolution(evolution).build())
            .alone(training)
            .top(2)
            .checkpointSeconds(0)
            .build();
    NetworkDefinition network = Definitions.find("dense-blocks");
    for (String field : List.of("width=4", "blocks=2", "hidden=4")) {
      network = Definitions.set(network, field);
    }
    Path folder = home.resolve("models").resolve("tiny");
    try (Run run =
        Run.builder(folder).definition(network).goal(Goal.RETRAIN).options(options).create()) {
      new Pipeline(run, home, Progress.SILENT).run();
    }
    return folder;
  }

  /** Whether the first number is above the second, for the most part. */
  static Path table(Path home) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder rows = new StringBuilder("a,b,c,label\n");
    for (int i = 0; i < 90; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      boolean above = a + 0.2 * random.nextDouble() > b;
      rows.append(a).append(',').append(b).append(',').append(random.nextDouble());
      rows.append(',').append(above ? "above" : "below").append('\n');
    }
    return Files.writeString(home.resolve("table.csv"), rows);
  }
}
