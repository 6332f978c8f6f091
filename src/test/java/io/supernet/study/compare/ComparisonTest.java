package io.supernet.study.compare;

import static io.supernet.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.network.BatchNormMode;
import io.supernet.run.Extensions;
import io.supernet.run.RunOptions;
import io.supernet.study.compare.TrialResult.Finalist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two strategies, two seeds, 240 images of 8×8 pixels, in this process. */
class ComparisonTest {

  @TempDir Path home;
  private Path folder;
  private RunOptions options;
  private Path table;

  @BeforeEach
  void write() throws IOException {
    folder = home.resolve("duel");
    options = TinyRun.options(TinyData.write(home.resolve("data")), 0.1);
    options = options.withTop(1);
    table = home.resolve("table.csv");
    Files.writeString(
        table,
        """
        architecture,accuracy
        |nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_1x1~2|,90
        |nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_1x1~2|,80
        |skip_connect~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|skip_connect~2|,70
        |avg_pool_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|avg_pool_3x3~2|,60
        """);
  }

  @Test
  void interruptedAndGoneOnWithItDoesNoRunTwice() throws IOException {
    List<String> begun = new ArrayList<>();
    try (Comparison first =
        Comparison.create(folder, TinyRun.network(), plan(2, "uniform", "fair"))) {
      assertThatThrownBy(
              () ->
                  first.run(
                      run -> {
                        begun.add(name(run));
                        Comparison.runTrial(
                            run,
                            Extensions.NONE,
                            begun.size() == 2 ? canceled("evolution") : Progress.SILENT);
                      },
                      Progress.SILENT))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(begun).containsExactly("uniform-1", "fair-1");
    assertThat(folder.resolve("uniform-1/trial.json")).exists();
    assertThat(folder.resolve("fair-1/trial.json")).doesNotExist();
    // What a process leaves that dies while it makes the folder of a run.
    Files.createDirectories(folder.resolve("random-1"));
    Files.writeString(folder.resolve("random-1/definition.pbtxt"), "name:");

    begun.clear();
    Report report =
        goneOn(
            run -> {
              begun.add(name(run));
              Comparison.runTrial(run, Extensions.NONE, Progress.SILENT);
            });
    assertThat(begun).containsExactly("fair-1", "random-1", "uniform-2", "fair-2", "random-2");
    assertFigures(report);
    for (String file : List.of("comparison.md", "comparison.json", "comparison.svg")) {
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
    assertThat(goneOn(run -> begun.add(name(run)))).isEqualTo(report);
    assertThat(begun).hasSize(5);
    try (Comparison comparison = Comparison.open(folder)) {
      assertRemedies(report, comparison);
    }
  }

  private Report goneOn(Comparison.Runner runner) {
    try (Comparison comparison = Comparison.open(folder)) {
      return comparison.run(runner, Progress.SILENT);
    }
  }

  /** Against the same table the trials' own taus come out again. */
  private void assertRemedies(Report report, Comparison comparison) {
    Remedies remedies =
        comparison.rank(comparison.table(table, List.of("accuracy")), 0, report, Progress.SILENT);
    assertThat(remedies.architectures()).isEqualTo(4);
    // More 3x3 convolutions were said to be better: both costs rank the four as the table does.
    assertThat(remedies.macs()).isEqualTo(0.9128709291752769);
    assertThat(remedies.rows()).hasSize(4);
    assertThat(remedies.rows())
        .filteredOn(row -> row.policy() == BatchNormMode.BATCH)
        .extracting(Remedies.Row::tau)
        .containsExactly(report.rows().get(0).tau(), report.rows().get(1).tau());
    assertThat(remedies.rows())
        .allMatch(row -> row.averagedTau() >= -1 && row.averagedTau() <= 1)
        .allMatch(row -> row.regret().mean() >= 0 && row.regret().mean() <= 0.3);
    assertThat(folder.resolve("remedies.md")).content().contains("| fair | calibrated | 20 |");
  }

  private void assertFigures(Report report) throws IOException {
    Report.Row uniform = report.rows().get(0);
    Report.Row fair = report.rows().get(1);
    // 300 images less a tenth are four batches of 64; 5 epochs, and 1 of five paths a step.
    assertThat(uniform.epochs()).isEqualTo(5);
    assertThat(fair.epochs()).isEqualTo(1);
    assertThat(fair.pathsPerStep()).isEqualTo(5);
    assertThat(fair.passes().values()).containsExactly(20.0, 20.0);
    assertThat(uniform.passes()).isEqualTo(fair.passes());
    assertThat(fair.updateSpread().mean()).isZero();
    assertThat(uniform.updateSpread().mean()).isPositive();
    for (Report.Row row : report.rows().subList(0, 2)) {
      assertThat(row.tau().values()).hasSize(2).allMatch(tau -> tau >= -1 && tau <= 1);
      assertThat(row.randomTest().values()).hasSize(2);
      assertThat(row.train().mean()).isPositive();
    }
    // Five epochs are two trainings of two and some.
    assertThat(report.rows().get(2).name()).startsWith("best of 3 random");
    assertThat(report.rows().get(2).passes().mean()).isEqualTo(2 * 2 * 4);
    assertThat(report.rows().get(2).validation().mean())
        .isGreaterThanOrEqualTo(report.rows().get(3).validation().mean());
    for (TrialResult trial : report.trials()) {
      long tested =
          Stream.of(trial.found(), trial.random()).map(Finalist::architecture).distinct().count();
      Path journal = folder.resolve(trial.strategy() + "-" + trial.seed()).resolve("tested.jsonl");
      assertThat(Files.readAllLines(journal)).hasSize((int) tested);
      assertThat(Stream.of(trial.found().test(), trial.random().test()))
          .allMatch(Objects::nonNull)
          .allMatch(accuracy -> accuracy >= 0 && accuracy <= 1);
    }
  }

  @Test
  void mistakesLeaveNothingBehind() throws IOException {
    Files.writeString(table, "architecture,accuracy\nnonsense,1\n");
    assertRefused(
        () -> Comparison.create(folder, TinyRun.network(), plan(1, "uniform")),
        "table.csv', line 2");
    assertThat(folder).doesNotExist();
  }

  @Test
  void isRefusedWithAnotherDefinitionOrPlan() throws IOException {
    Comparison.create(folder, TinyRun.network(), plan(1, "fair")).close();
    Comparison.open(folder).close();
    for (String name : List.of("definition.pbtxt", "plan.json")) {
      Path file = folder.resolve(name);
      String text = Files.readString(file);
      Files.writeString(file, text.replace("channels: 2", "channels: 3").replace("fair", "enas"));
      assertThatThrownBy(() -> Comparison.open(folder)).hasMessageContaining(file.toString());
      Files.writeString(file, text);
    }
    Comparison.open(folder).close();
  }

  @Test
  void aFolderHoldsOneComparison() {
    Comparison.create(folder, TinyRun.network(), plan(1, "uniform")).close();
    assertRefused(
        () -> Comparison.create(folder, TinyRun.network(), plan(1, "fair")), "exists already");
    assertRefused(() -> Comparison.open(home), "holds no comparison");
  }

  /** Killed after any of the files that it writes first: the same command begins it again. */
  @Test
  void whatWasKilledAtItsBeginningBeginsAgain() throws IOException {
    String half = ".plan.json.12345678-1234-1234-1234-123456789abc.tmp";
    Files.createDirectory(folder);
    for (String file : List.of("comparison.lock", "definition.pbtxt", half)) {
      Files.writeString(folder.resolve(file), "name:");
      Comparison.create(folder, TinyRun.network(), plan(1, "uniform")).close();
      assertThat(folder.resolve(half)).doesNotExist();
      Files.delete(folder.resolve("plan.json"));
    }
    Comparison.create(folder, TinyRun.network(), plan(1, "uniform")).close();
    Files.writeString(folder.resolve(half), "half");
    Comparison.open(folder).close();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("comparison.lock", "definition.pbtxt", "plan.json");
  }

  @Test
  void aFolderOfTheUserIsLeftAlone() throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("definition.pbtxt"), "mine");
    assertRefused(
        () -> Comparison.create(folder, TinyRun.network(), plan(1, "fair")), "exists already");
    assertThat(folder.toFile().list()).containsExactly("definition.pbtxt");
    assertThat(folder.resolve("definition.pbtxt")).hasContent("mine");
  }

  @Test
  void aDamagedDefinitionIsAFaultOfTheFolder() throws IOException {
    Comparison.create(folder, TinyRun.network(), plan(1, "fair")).close();
    Path file = folder.resolve("definition.pbtxt");
    for (byte[] damaged : List.of("name:".getBytes(UTF_8), new byte[] {-1, 0}, new byte[0])) {
      Files.write(file, damaged);
      assertThatThrownBy(() -> Comparison.open(folder))
          .isInstanceOfSatisfying(
              SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RUN))
          .hasMessage("'%s' is missing or damaged; restore it, or begin a new comparison.", file);
    }
  }

  /** Else the second would delete the folder of a run that the first is just making. */
  @Test
  void oneProcessAtATimeWorksOnIt() {
    try (Comparison first = Comparison.create(folder, TinyRun.network(), plan(1, "uniform"))) {
      assertThat(first.folder()).isEqualTo(folder);
      assertRefused(
          () -> Comparison.open(folder),
          "Another process is working on comparison '" + folder + "'");
    }
    try (Comparison second = Comparison.open(folder)) {
      assertThat(second.folder()).isEqualTo(folder);
    }
  }

  @Test
  void aRunIsNoLink() throws IOException {
    Path foreign = Files.createDirectory(home.resolve("foreign"));
    Comparison.create(folder, TinyRun.network(), plan(1, "uniform")).close();
    Files.createSymbolicLink(folder.resolve("uniform-1"), foreign);
    assertRefused(
        () -> goneOn(run -> Comparison.runTrial(run, Extensions.NONE, Progress.SILENT)),
        "'" + folder.resolve("uniform-1") + "' is a link");
    assertThat(foreign).isEmptyDirectory();
  }

  @Test
  void aRunThatDivergesIsLeftOutAndSaysWhy() {
    RunOptions wild = TinyRun.options(options.data(), 9e5);
    options = wild.withTop(1);
    Comparison.create(folder, TinyRun.network(), plan(1, "uniform")).close();
    goneOn(run -> Comparison.runTrial(run, Extensions.NONE, Progress.SILENT));
    assertThat(folder.resolve("comparison.md"))
        .content()
        .contains("Without figures: uniform, seed 1: Training");
  }

  private Plan plan(int seeds, String... strategies) {
    RunOptions longer = options.withSeed(1).withSupernet(options.supernet().withEpochs(5));
    return new Plan(
        "supernet compare",
        List.of(strategies),
        seeds,
        longer,
        table.toString(),
        "accuracy",
        0,
        "");
  }

  private static String name(Path run) {
    return run.getFileName().toString();
  }

  /** Cancels in the phase whose name begins so. */
  private static Progress canceled(String phase) {
    return new Progress() {
      private boolean there;

      @Override
      public void hear(Event event) {
        if (event instanceof Begun begun) {
          there = begun.phase().startsWith(phase);
        } else if (event instanceof Advanced && there) {
          throw new CancellationException("enough");
        }
      }
    };
  }
}
