package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.run.Allowance;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On 100 rows, of which a linear model says all there is to say. */
class EverySizeTest {

  private static final String LINEAR = "linear/-/-/-/-/-/-/-/-";

  @TempDir private Path folder;
  private RunOptions options = RunOptions.TABLES;

  @BeforeEach
  void write() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,class\n");
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      rows.append(a).append(',').append(b).append(',').append(a > b ? "more" : "less").append('\n');
    }
    Path data = Files.writeString(folder.resolve("rows.csv"), rows);
    options =
        options
            .with()
            .data("csv:" + data)
            .threads(1)
            .supernet(options.supernet().withEpochs(1))
            .build();
  }

  private Run run(RunOptions wanted) {
    return Run.builder(folder.resolve("run"))
        .space("table-resnet")
        .goal(Goal.RETRAIN)
        .options(wanted)
        .create();
  }

  @Test
  void withoutASupernetThoseOfAllSizesEnter() {
    try (Run run = run(options)) {
      List<Evaluation> spread = new LargestFirst(run).spread(run.figures());
      List<Evaluation> ranked = new LargestFirst(run).ranked(run.figures());
      assertThat(spread).containsExactlyInAnyOrderElementsOf(ranked);
      int last = ranked.size() - 1;
      assertThat(spread.subList(0, 3))
          .containsExactly(ranked.get(last), ranked.get(0), ranked.get(last - last / 2));
      assertThat(run.definition().format(spread.get(0).architecture())).isEqualTo(LINEAR);
    }
  }

  @Test
  void theSmallestEntersWhateverTheSupernetSays() {
    RunOptions searched =
        options
            .with()
            .alone(options.alone().withEpochs(16).withPatience(2))
            .search(
                SearchOptions.builder()
                    .strategy(SearchOptions.RANDOM)
                    .budget(6)
                    .baseline(false)
                    .build())
            .tournament(options.tournament().withShortlist(3))
            .top(1)
            .build();
    List<String> notes = new ArrayList<>();
    Progress progress =
        event -> {
          if (event instanceof Progress.Noted noted) {
            notes.add(noted.line());
          }
        };
    try (Run run = run(searched)) {
      Outcome outcome = new Pipeline(run, folder, progress).run();
      assertThat(notes)
          .contains(
              "supernet: the learning rate rises in 0.1 epochs, a tenth of the training, instead of 1")
          .noneMatch(note -> note.startsWith("alone: "));
      assertThat(run.options().supernet().warmupEpochs()).isEqualTo(1);
      assertThat(outcome.candidates())
          .hasSize(3)
          .extracting(Candidate::architecture)
          .contains(LINEAR);
      assertThat(outcome.candidates()).allMatch(candidate -> candidate.epochs() > 0);
      // Beside the best of the others, which had to go on from rung to rung.
      assertThat(outcome.candidates())
          .filteredOn(candidate -> candidate.epochs() == 16)
          .hasSize(2)
          .extracting(Candidate::architecture)
          .contains(LINEAR);
    }
  }

  @Test
  void aTrainingOfFewStepsMayHaveMoreEpochs() {
    RunOptions limited = options.withAllowance(Allowance.ofEpochs(100_000));
    try (Run run = run(limited)) {
      new PlanPhase(run, Progress.SILENT).run();
      // 60 rows are one batch of 32: 2,000 steps are 2,000 epochs.
      assertThat(run.options().alone().epochs()).isEqualTo(2_000);
      assertThat(run.options().alone().patience()).isEqualTo(250);
    }
  }
}
