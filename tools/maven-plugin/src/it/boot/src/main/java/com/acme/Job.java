package com.acme;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.Predictor;
import io.supernet.pipeline.Pipeline;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.spaces.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Trains, searches, exports and loads with the versions that Spring Boot chooses. */
public class Job {

  public static void main(String[] args) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    float[][] rows = new float[80][3];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = (float) random.nextDouble();
      }
      labels[i] = rows[i][0] > rows[i][1] ? 1 : 0;
    }
    Split data =
        Split.of(
            DataSet.ofRows("pairs", List.of("below", "above"), rows, labels), new RandomStreams(1));
    NetworkDefinition space = Definitions.find("dense-blocks");
    for (String field : List.of("blocks=1", "width=4", "hidden=4")) {
      space = Definitions.set(space, field);
    }
    RunOptions defaults = RunOptions.DEFAULT;
    RunOptions options =
        defaults
            .with()
            .threads(1)
            .supernet(defaults.supernet().withEpochs(1))
            .search(defaults.search().withBudget(2).withBaseline(false))
            .alone(defaults.alone().withEpochs(1))
            .top(1)
            .build();
    Path folder = Files.createTempDirectory("boot");
    try (Run run =
        Run.builder(folder.resolve("run")).definition(space).data(data).options(options).create()) {
      Outcome outcome = new Pipeline(run, folder.resolve("savedmodels"), Progress.SILENT).run();
      try (Predictor predictor = Predictor.load(Path.of(outcome.savedModel()))) {
        float[] answer = predictor.predict(rows)[0];
        System.out.println("answers " + answer.length + " " + predictor.classNames());
      }
    }
  }
}
