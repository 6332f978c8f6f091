package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.Pipeline;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Findings;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import io.supernet.run.Run;
import io.supernet.run.RunBuilder;
import io.supernet.run.RunLayout;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.spaces.Definitions;
import io.supernet.storage.Journal;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** A whole run whose labels are values: made in Java, looked at on the command line. */
class RegressionRunTest {

  private static final Split DATA = Split.of(data(), new RandomStreams(1));

  @TempDir static Path home;
  private static Path folder;
  private static Outcome outcome;
  private static String text;

  @BeforeAll
  static void make() {
    folder = home.resolve("models").resolve("prices");
    try (Run run = builder(folder, options()).create()) {
      outcome = new Pipeline(run, home.resolve("savedmodels"), Progress.SILENT).run();
      text = OutcomeText.of(run, outcome);
    }
  }

  @Test
  void theSearchWantsTheBestExplainedVariance() throws IOException {
    assertThat(outcome.metric()).isEqualTo(Metric.R2);
    assertThat(Files.readString(new RunLayout(folder).manifest())).contains("\"r2\"");
    List<Evaluation> evaluations =
        Journal.read(new RunLayout(folder).evaluations(), Evaluation.class);
    assertThat(evaluations)
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.metrics().keySet()).containsExactly("r2", "rmse", "loss"));
    double best = evaluations.stream().mapToDouble(e -> e.metric("r2")).max().orElseThrow();
    assertThat(outcome.candidates())
        .extracting(candidate -> candidate.searched().get("r2"))
        .contains(best);
    double winner =
        outcome.candidates().stream()
            .filter(c -> !c.retrained().isEmpty())
            .mapToDouble(c -> c.retrained().get("r2"))
            .max()
            .orElseThrow();
    assertThat(winner().retrained()).containsEntry("r2", winner);
    assertThat(winner).isGreaterThan(0.5);
  }

  @Test
  void theExportedModelGivesValuesInTheirUnit() {
    float[][] rows = rows(DATA.test());
    float[] truth = DATA.test().values();
    float[] said = new float[truth.length];
    try (SavedModelBundle bundle = SavedModelBundle.load(outcome.savedModel());
        TFloat32 features = TFloat32.tensorOf(StdArrays.ndCopyOf(rows));
        Result result = bundle.call(Map.of("features", features))) {
      ((TFloat32) result.get("value").orElseThrow()).asRawTensor().data().asFloats().read(said);
    }
    double mean = IntStream.range(0, truth.length).mapToDouble(i -> truth[i]).average().orElse(0);
    double error = 0;
    double spread = 0;
    for (int i = 0; i < truth.length; i++) {
      error += Math.pow(said[i] - truth[i], 2);
      spread += Math.pow(truth[i] - mean, 2);
    }
    assertThat(outcome.test().get("r2")).isCloseTo(1 - error / spread, offset(1e-4));
    assertThat(outcome.test().get("rmse"))
        .isCloseTo(Math.sqrt(error / truth.length), withPercentage(0.1));
    assertThat(outcome.test().get("rmse")).isGreaterThan(1);
  }

  @Test
  void isNotDoneAgain() throws IOException {
    Map<String, String> before = files();
    try (Run run = builder(folder, options()).openOrCreate()) {
      Outcome again = new Pipeline(run, home.resolve("savedmodels"), Progress.SILENT).run();
      assertThat(again.candidates()).isEqualTo(outcome.candidates());
      assertThat(again.test()).isEqualTo(outcome.test());
    }
    assertThat(files()).isEqualTo(before);
  }

  /** What is trained, searched and tested. */
  private static Map<String, String> files() throws IOException {
    RunLayout layout = new RunLayout(folder);
    return Map.of(
        "evaluations", Files.readString(layout.evaluations()),
        "retrained", Files.readString(layout.retrained()),
        "tested", Files.readString(layout.tested()));
  }

  @Test
  void figuresHaveTheirNames() throws IOException {
    String r2 = Metric.R2.text(outcome.test().get("r2"));
    assertThat(text)
        .contains("Test r2 of the winner: " + r2)
        .contains("(r2 on validation examples; compare those of equal epochs; * wins)")
        .contains("gives \"value\"")
        .doesNotContain("ccurac", "probabilities", " %");
    Findings findings = Findings.read(folder, List.of(), 2);
    assertThat(findings.rows().get(0).figures().keySet())
        .containsExactly("r2", "rmse", "loss", "macs", "parameters");
    assertThat(Command.run(home, "top prices").succeeded().out())
        .contains(" r2 ", " rmse ")
        .doesNotContain("accuracy");
    Command.run(home, "report prices").succeeded();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("R2 against", "test r2", "On the 24 test examples it has r2 ")
        .doesNotContain("accuracy against", "test accuracy", "nats");
    assertThat(Files.readString(Path.of(outcome.savedModel()).resolve("supernet.json")))
        .contains("\"rmse\"", "in the unit of the training values");
  }

  @Test
  void refusesWhatComparesAccuracies() {
    assertThatThrownBy(() -> builder(home.resolve("x"), objectives("accuracy", "macs")).create())
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith(
            "Objective 'accuracy' is not known; choose from r2, rmse, loss, macs, ");
    RunOptions smoothed =
        options()
            .withSupernet(
                options()
                    .supernet()
                    .withOptimization(Optimization.DEFAULT.withLabelSmoothing(0.1)));
    assertThatThrownBy(() -> builder(home.resolve("x"), smoothed).create())
        .hasMessageStartingWith("Label smoothing spreads labels over classes");
    assertThat(home.resolve("x")).doesNotExist();
  }

  @Test
  void aDefinitionSaysThatItIsOne() {
    assertThat(
            Command.run(home, "spaces show " + new RunLayout(folder).definition())
                .succeeded()
                .out())
        .contains("regression: true");
  }

  private static Candidate winner() {
    return outcome.candidates().get(outcome.winner());
  }

  private static RunBuilder builder(Path folder, RunOptions options) {
    return Run.builder(folder).definition(network()).data(DATA).options(options);
  }

  private static RunOptions options() {
    TrainingOptions training = new TrainingOptions(40, 16, 0.05, 1, Optimization.DEFAULT, false);
    EvolutionSearch.Options evolution = new EvolutionSearch.Options(2, 2, 0.2);
    return RunOptions.builder()
        .seed(3)
        .threads(1)
        .supernet(training)
        .search(SearchOptions.builder().budget(4).evolution(evolution).build())
        .alone(training)
        .top(2)
        .build();
  }

  private static RunOptions objectives(String... names) {
    return options().withSearch(options().search().withObjectives(List.of(names)));
  }

  private static NetworkDefinition network() {
    NetworkDefinition network = Definitions.find("dense-blocks");
    for (String field : List.of("width=4", "blocks=2", "hidden=4")) {
      network = Definitions.set(network, field);
    }
    return network;
  }

  private static DataSet data() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] rows = new float[120][3];
    float[] values = new float[120];
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < 3; f++) {
        rows[i][f] = (float) random.nextDouble();
      }
      values[i] = 5000 + 1000 * rows[i][0] - 500 * rows[i][1] * rows[i][1];
    }
    return DataSet.ofValues("prices", rows, values);
  }

  private static float[][] rows(DataSet data) {
    var values = data.examples().asFloatBuffer();
    float[][] rows = new float[data.size()][3];
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }
}
