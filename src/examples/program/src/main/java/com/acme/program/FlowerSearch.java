package com.acme.program;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.Predictor;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.run.TournamentOptions;
import io.supernet.search.SearchStatus;
import io.supernet.train.TrainingStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Searches a small network for data in memory, is stopped, goes on, and asks the network. */
public final class FlowerSearch {

  private static final CountDownLatch SEARCHING = new CountDownLatch(1);

  private FlowerSearch() {}

  /** The first argument is the folder for the run and for the model. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Outcome> first = thread.submit(() -> search(folder));
      SEARCHING.await();
      first.cancel(true); // as a user might
      Outcome outcome = thread.submit(() -> search(folder)).get(); // goes on where it stopped
      System.out.println("test: " + outcome.test());
    } finally {
      thread.shutdown();
    }
    try (Predictor model = Predictor.load(folder.resolve("models/flowers"))) {
      float[][] probabilities = model.predict(new float[][] {{5.1f, 3.5f, 1.4f, 0.2f}});
      System.out.println("a flower of the class " + model.className(probabilities[0]));
    }
  }

  private static Outcome search(Path folder) {
    RunOptions options =
        RunOptions.builder()
            .search(
                SearchOptions.builder().budget(20).limits(Map.of("parameters", 20_000.0)).build())
            .tournament(TournamentOptions.DEFAULT.withShortlist(4))
            .top(1)
            .build();
    try (Run run =
        Run.builder(folder.resolve("runs/flowers"))
            .space("dense-blocks")
            .data(flowers())
            .options(options)
            .openOrCreate()) {
      return new Pipeline(run, folder.resolve("models"), FlowerSearch::hear).run();
    } finally {
      SEARCHING.countDown();
    }
  }

  private static void hear(Progress.Event event) {
    if (event instanceof Progress.Advanced advanced) {
      if (advanced.status() instanceof TrainingStatus training) {
        System.out.println("epoch " + training.epoch() + ": loss " + training.loss());
      } else if (advanced.status() instanceof SearchStatus search) {
        System.out.println("searched " + advanced.done() + ", " + search.text());
        SEARCHING.countDown();
      }
    }
  }

  /** Three classes of made-up flowers, by the size of their leaves in cm. */
  private static Split flowers() {
    SplittableRandom random = new SplittableRandom(1);
    String[] classes = {"setosa", "versicolor", "virginica"};
    float[][] rows = new float[600][];
    String[] labels = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int kind = i % classes.length;
      float[] row = {5 + 0.8f * kind, 3.4f - 0.3f * kind, 1.5f + 2 * kind, 0.3f + 0.9f * kind};
      for (int j = 0; j < row.length; j++) {
        row[j] += (float) random.nextGaussian() * 0.3f;
      }
      rows[i] = row;
      labels[i] = classes[kind];
    }
    List<String> features = List.of("leaf length", "leaf width", "petal length", "petal width");
    DataSet flowers = DataSet.ofRows("flowers", rows, labels).withFeatureNames(features);
    return Split.of(flowers, new RandomStreams(1));
  }
}
