package com.acme.text;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells in which order three tokens follow one another somewhere in a sequence. */
class TokenNetworkTest {

  private static final int TOKENS = 12;
  private static final int LENGTH = 10;
  private static final int[][] PATTERNS = {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}};

  @TempDir private Path folder;

  @Test
  void findsANetworkThatKnowsThePatterns() {
    TrainingOptions training = new TrainingOptions(10, 32, 0.1, 1, Optimization.DEFAULT, false);
    RunOptions options =
        RunOptions.builder()
            .threads(1)
            .supernet(training)
            .alone(training.with().epochs(20).build())
            .search(SearchOptions.builder().budget(8).baseline(false).build())
            .tournament(TournamentOptions.DEFAULT.withShortlist(2))
            .top(1)
            .build();
    Outcome outcome;
    try (Run run =
        Run.builder(folder.resolve("run"))
            .network("tokens", new TokenNetwork(TOKENS, 8, 2))
            .data(Split.of(texts(), new RandomStreams(1)))
            .options(options)
            .create()) {
      outcome = new Pipeline(run, folder.resolve("models"), Progress.SILENT).run();
    }
    assertThat(outcome.test().get("accuracy")).isGreaterThan(0.9);
    // A pattern of three is not seen one token at a time.
    assertThat(outcome.candidates().get(outcome.winner()).architecture())
        .doesNotContain("none/none");
    try (Predictor model = Predictor.load(folder.resolve("models/run"))) {
      for (int pattern = 0; pattern < PATTERNS.length; pattern++) {
        float[] text = {9, 8, 7, 6, 5, 4, 0, 9, 8, 7};
        for (int i = 0; i < 3; i++) {
          text[4 + i] = PATTERNS[pattern][i];
        }
        assertThat(model.className(model.predict(new float[][] {text})[0]))
            .isEqualTo("p" + pattern);
      }
    }
  }

  @Test
  void thePageShowsIt() throws IOException {
    Path file = Path.of("src/examples/text/src/main/java/com/acme/text/TokenNetwork.java");
    String code = Files.readString(file);
    assertThat(Path.of("src/site/markdown/data.md"))
        .content()
        .contains(code.substring(code.indexOf("public record")));
  }

  /** Their other tokens are random, and none of the three. */
  private static DataSet texts() {
    SplittableRandom random = new SplittableRandom(7);
    float[][] rows = new float[600][LENGTH];
    String[] labels = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < LENGTH; t++) {
        rows[i][t] = 4 + random.nextInt(TOKENS - 4);
      }
      int pattern = i % PATTERNS.length;
      int place = random.nextInt(LENGTH - 2);
      for (int t = 0; t < 3; t++) {
        rows[i][place + t] = PATTERNS[pattern][t];
      }
      labels[i] = "p" + pattern;
    }
    return DataSet.ofRows("texts", rows, labels).unscaled();
  }
}
