package com.acme;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Extensions;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.run.SearchOptions;
import io.supernet.score.Prior;
import io.supernet.score.Scorer;
import io.supernet.search.SearchStatus;
import io.supernet.space.Architecture;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingOptions;
import io.supernet.train.TrainingResult;
import io.supernet.train.TrainingSite;
import io.supernet.train.TrainingStatus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Data in memory, own network, sampler, strategy, scorer and executor: from rows of numbers to a served class. */
public final class Consumer {

  private static double lastLoss = Double.NaN;
  private static double best = Double.NaN;
  private static int trained;

  private Consumer() {}

  public static void main(String[] args) {
    Path home = Path.of(args[0]);
    Outcome outcome = search(home);
    if (!outcome.candidates().equals(search(home).candidates())) {
      throw new AssertionError("a finished run ended otherwise when it was opened again");
    }
    if (!(lastLoss > 0 && best > 0.5)) {
      throw new AssertionError("progress told a loss of " + lastLoss + " and an accuracy of " + best);
    }
    if (trained != 1) {
      throw new AssertionError("the executor trained " + trained + " architectures");
    }
    System.out.println(
        "test " + outcome.test().get("accuracy") + " class " + classOf(outcome.savedModel(), 0.9f, 0.1f));
  }

  private static Outcome search(Path home) {
    RunOptions defaults = RunOptions.DEFAULT;
    TrainingOptions training =
        defaults.supernet().with().epochs(20).batch(16).learningRate(0.05).build();
    RunOptions options =
        RunOptions.builder()
            .seed(3)
            .threads(1)
            .supernet(training)
            .sampling(new SamplingOptions("com.acme.Largest", 1, false))
            .search(
                SearchOptions.builder()
                    .strategy("com.acme.Newest")
                    .budget(4)
                    .objectives(List.of("accuracy", "com.acme.Narrow"))
                    .limits(Map.of("macs", 1e6))
                    .build())
            .alone(training.withAugment(false))
            .top(1)
            .build();
    Extensions extensions =
        Extensions.NONE
            .withLoader(Consumer.class.getClassLoader())
            .withStrategy(
                "com.acme.Newest", (space, objectives, random) -> new Newest(space, random))
            .withExecutor(Consumer::train);
    try (Run run =
        Run.builder(home.resolve("models").resolve("mine"))
            .network("mlp", new Mlp(16))
            .data(data())
            .extensions(extensions)
            .options(options)
            .openOrCreate()) {
      prior(run.definition());
      return new Pipeline(run, home.resolve("savedmodels"), Consumer::hear).run();
    }
  }

  /** Where and when architectures are trained alone is this program's business. */
  private static void train(
      List<TrainingJob> jobs,
      TrainingSite site,
      java.util.function.Consumer<TrainingResult> results,
      Progress progress) {
    for (TrainingJob job : jobs) {
      trained++;
      results.accept(site.train(job, progress));
    }
  }

  /** The narrowest network that is deep ranks first by a prior of both. */
  private static void prior(Definition definition) {
    SplittableRandom random = new SplittableRandom(1);
    List<Architecture> sample =
        Stream.generate(() -> definition.space().sample(random)).limit(9).distinct().toList();
    Scorer depth = Scorer.of("depth", a -> definition.liveCost(a).depth());
    Prior prior = Prior.against(sample, List.of(depth, new Narrow(definition)));
    double[] again = Prior.of(prior.scorers(), prior.sample()).score(sample);
    if (!Arrays.equals(again, prior.score(sample)) || !prior.name().equals("depth × narrow")) {
      throw new AssertionError("a prior that goes on scores otherwise");
    }
  }

  private static void hear(Progress.Event event) {
    if (event instanceof Progress.Advanced advanced) {
      if (advanced.status() instanceof TrainingStatus training) {
        lastLoss = training.loss();
      } else if (advanced.status() instanceof SearchStatus status && status.best().isPresent()) {
        best = status.best().get().accuracy();
      }
    }
  }

  /** Whether the first number is above the second. */
  private static Split data() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] rows = new float[300][2];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {(float) random.nextDouble(), (float) random.nextDouble()};
      labels[i] = rows[i][0] > rows[i][1] ? 1 : 0;
    }
    List<String> classes = List.of("below", "above");
    return Split.of(DataSet.ofRows("pairs", classes, rows, labels), new RandomStreams(3));
  }

  private static long classOf(String savedModel, float first, float second) {
    try (SavedModelBundle model = SavedModelBundle.load(savedModel);
        TFloat32 row = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {{first, second}}));
        Result result = model.call(Map.of("features", row))) {
      return ((TInt64) result.get("class").get()).getLong(0);
    }
  }
}
