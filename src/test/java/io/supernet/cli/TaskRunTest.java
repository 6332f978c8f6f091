package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;

/** What a table is for, said on the command line. */
class TaskRunTest {

  private static final String RUN =
      "run --space dense-blocks --set blocks=1 --set hidden=4 --set width=8 --epochs 4 --threads 1 --budget 2 "
          + "--no-baseline --strategy random --top 1 --retrain-epochs 30 --batch 16 --optimizer sgd --name ";

  @TempDir private Path home;

  @Test
  void aNumberIsPredictedInItsUnit() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,price\n");
    for (int i = 0; i < 150; i++) {
      double a = i * 7 % 50 / 50.0;
      double b = i * 11 % 30 / 30.0;
      rows.append(a).append(',').append(b).append(',').append(500 + 100 * a - 70 * b).append('\n');
    }
    Path table = Files.writeString(home.resolve("prices.csv"), rows);
    String call = RUN + "prices --quiet --json --data csv:" + table;
    Command.run(home, call).failed(3, "column 3 ('price')", "say --task regression");
    JsonObject outcome =
        Command.run(home, call + " --task regression --metric rmse --huber 1").succeeded().json();
    Path run = home.resolve("models").resolve("prices");
    assertThat(run.resolve("manifest.json")).content().contains("\"huber\": 1.0");
    assertThat(run.resolve("definition.pbtxt")).content().contains("huber: 1.0");
    assertThat(outcome.getAsJsonObject("metric").get("name").getAsString()).isEqualTo("rmse");
    JsonObject test = outcome.getAsJsonObject("test");
    assertThat(test.keySet()).containsExactly("rmse", "r2", "loss");
    assertThat(test.get("r2").getAsDouble()).isGreaterThan(0.5);
    // Half of the squared error in units of the variance, as long as no error is beyond the bound.
    double share = 2 * test.get("loss").getAsDouble() / (1 - test.get("r2").getAsDouble());
    assertThat(share).isBetween(0.5, 1.5);
    float[][] given = {{0.5f}, {0.5f}};
    try (SavedModelBundle model = SavedModelBundle.load(outcome.get("savedModel").getAsString());
        TFloat32 a = TFloat32.vectorOf(given[0]);
        TFloat32 b = TFloat32.vectorOf(given[1]);
        Result result = model.function("columns").call(Map.of("a", a, "b", b))) {
      float value = ((TFloat32) result.get("value").orElseThrow()).getFloat(0);
      assertThat(value).isCloseTo(515, offset(40f));
    }
  }

  @Test
  void aRareClassCountsAsMuchAsTheOther() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder rows = new StringBuilder("a,b,fraud\n");
    for (int i = 0; i < 300; i++) {
      boolean fraud = i % 15 == 0;
      double a = random.nextDouble() + (fraud ? 0.7 : 0);
      rows.append(a).append(',').append(random.nextDouble()).append(',');
      rows.append(fraud ? 1 : 0).append('\n');
    }
    Path table = Files.writeString(home.resolve("rare.csv"), rows);
    Command run =
        Command.run(
                home, RUN + "rare --metric balanced_accuracy --class-weights --data csv:" + table)
            .succeeded();
    assertThat(run.err())
        .contains(
            "label 'fraud': 2 classes: 0 280, 1 20; always '0' has a validation accuracy of 93.33 %")
        .contains("random search: best balanced_accuracy ")
        .doesNotContain("so high is the accuracy");
    assertThat(run.out()).contains("Test balanced_accuracy of the winner: ");
    JsonObject outcome = Command.run(home, "resume rare --quiet --json").succeeded().json();
    JsonObject test = outcome.getAsJsonObject("test");
    assertThat(test.keySet()).containsExactly("balanced_accuracy", "accuracy", "loss");
    assertThat(test.get("balanced_accuracy").getAsDouble()).isGreaterThan(0.6);
    assertThat(Command.run(home, "top rare").succeeded().out()).contains("balanced_accuracy");
    Command.run(home, "report rare").succeeded();
    String again = RUN + "other --data csv:" + table;
    Command.run(home, again + " --metric f1")
        .failed(2, "'f1'", "choose from accuracy, balanced_accuracy, macro_f1, auc, loss");
    Command.run(home, again + " --metric r2").failed(2, "'r2'");
  }

  /** Of each value of the only column nine in ten are common: no network can do better. */
  @Test
  void aWinnerThatIsNoBetterThanOneAnswerForAll() throws IOException {
    StringBuilder rows = new StringBuilder("a,kind\n");
    for (int i = 0; i < 200; i++) {
      rows.append(i % 2).append(',').append(i % 20 < 2 ? "rare" : "common").append('\n');
    }
    Path table = Files.writeString(home.resolve("same.csv"), rows);
    Command run = Command.run(home, RUN + "same --data csv:" + table).succeeded();
    assertThat(run.err())
        .contains("caution: the best accuracy, ")
        .contains("caution: the accuracy of the winner on validation examples, ")
        .contains(
            "caution: the accuracy of the winner on test examples, ",
            " is not above that of a constant answer, 90.00 %");
    Command.run(home, "report same").succeeded();
    assertThat(home.resolve("models/same/report.html"))
        .content()
        .contains("<li>The accuracy of the winner on test examples, ");
  }
}
