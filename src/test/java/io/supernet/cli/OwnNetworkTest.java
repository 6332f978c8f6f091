package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnNetworkTest {

  @TempDir Path home;

  @Test
  void runsFromTrainingToExport() {
    String space = " --space " + OwnNetwork.class.getName();
    String data = " --data idx:" + TinyRun.home().resolve("data");
    Command run =
        Command.run(
                home,
                "run --name own --epochs 2 --budget 10 --top 1 --retrain-epochs 1 --threads 1"
                    + space
                    + data)
            .succeeded();
    assertThat(run.err().lines())
        .contains("train supernet ...", "evolution search ...", "export ...")
        .anyMatch(
            line ->
                line.matches(
                    "evolution search: best prior:auto -?0\\.\\d+ \\w+, 3 of 10 evaluated: .*no other architecture.*, \\d+ s"));
    assertThat(run.out()).containsPattern("Found: (conv|softplus|skip)\\R");
    assertThat(home.resolve("savedmodels/own/1/saved_model.pb")).isNotEmptyFile();
    assertThat(Command.run(home, "resume own --quiet").succeeded().err()).isEmpty();
  }
}
