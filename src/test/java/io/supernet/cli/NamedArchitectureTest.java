package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found once is trained and exported elsewhere without being searched again. */
class NamedArchitectureTest {

  @TempDir Path home;

  @Test
  void isTrainedAsTheWinnerWasAndExportedWithoutASearch() throws IOException {
    Path run = SmallestRun.make(home);
    JsonObject found = Command.run(home, "export tiny --quiet --json").succeeded().json();
    JsonObject winner =
        found.getAsJsonArray("candidates").get(found.get("winner").getAsInt()).getAsJsonObject();
    JsonObject outcome =
        Command.run(
                home,
                "run --quiet --json --name named --space dense-blocks --set width=4 --set blocks=2 --set hidden=4 --seed 3 "
                    + "--optimizer sgd --patience 0 --threads 1 --retrain-epochs 2 --retrain-batch 16 --retrain-learning-rate 0.05 --no-retrain-augment "
                    + "--objectives accuracy,macs --max-macs 1M --architecture "
                    + winner.get("architecture").getAsString()
                    + " --data csv:"
                    + home.resolve("table.csv"))
            .succeeded()
            .json();
    JsonObject named = outcome.getAsJsonArray("candidates").get(0).getAsJsonObject();
    assertThat(outcome.getAsJsonArray("candidates")).hasSize(1);
    assertThat(named.get("retrained")).isEqualTo(winner.get("retrained"));
    assertThat(outcome.get("test")).isEqualTo(found.get("test"));
    assertThat(Path.of(outcome.get("savedModel").getAsString()).resolve("supernet.json")).exists();
    Path other = run.resolveSibling("named");
    assertThat(other.resolve("training.jsonl")).doesNotExist();
    assertThat(other.resolve("evaluations.jsonl")).doesNotExist();
    Command.run(home, "report named").succeeded();
  }

  @Test
  void isRefusedWithWhatContradictsIt() throws IOException {
    SmallestRun.make(home);
    String call =
        "run --space dense-blocks --set width=4 --set blocks=2 --set hidden=4 --architecture hidden4/hidden4/relu --data csv:"
            + home.resolve("table.csv");
    Command.run(home, call + " --max-macs 27").failed(2, "more than the limit of 27");
    Command.run(home, call + " --until train").failed(2, "no supernet is trained");
    Command.run(home, call + " --from inherited").failed(2, "no supernet is trained");
  }

  @Test
  void aRunStopsWhereItIsToldTo() throws IOException {
    SmallestRun.make(home);
    JsonObject outcome =
        Command.run(
                home,
                "run --quiet --json --name short --until train --space dense-blocks --set width=4 --epochs 1 --threads 1 --data csv:"
                    + home.resolve("table.csv"))
            .succeeded()
            .json();
    assertThat(outcome.getAsJsonArray("candidates")).isEmpty();
    assertThat(outcome.has("savedModel")).isFalse();
  }
}
