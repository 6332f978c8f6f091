package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.supernet.OtherJvm;
import io.supernet.TinyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison on the command line, whose runs are processes of their own. */
class CompareTest {

  private static final String OPTIONS =
      "--strategies uniform --seeds 1 --epochs 1 --retrain-epochs 1 --budget 2 --set channels=2 --set cells_per_stage=1"
          + " --checkpoint-seconds 0 --threads 1 --data ";

  @TempDir Path home;

  @Test
  void endedAndGoneOnWith() throws IOException, InterruptedException {
    String data = TinyData.write(home.resolve("data"));
    Path duel = home.resolve("models").resolve("duel");
    Path first = duel.resolve("uniform-1").resolve("trial.json");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Dsupernet.home=" + home));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of(Main.class.getName(), "compare", "--name", "duel"));
    arguments.addAll(List.of((OPTIONS + data).split(" ")));
    try (OtherJvm jvm = OtherJvm.start(home.resolve("output"), arguments)) {
      jvm.until(() -> Files.exists(first));
      jvm.terminate();
      assertThat(jvm.exit()).as(jvm.output()).isEqualTo(128 + 15);
      assertThat(jvm.output()).doesNotContain("\tat ");
    }
    assertThat(duel.resolve("comparison.md")).doesNotExist();
    FileTime done = Files.getLastModifiedTime(first);

    Command.run(home, "compare duel --seeds 5")
        .failed(2, "Comparison 'duel' has its own plan, which --seeds would change");
    Command again = Command.run(home, "compare duel --json").succeeded();
    assertThat(again.err()).contains("run " + duel.resolve("random-1") + " (2 of 2)");
    assertThat(again.err()).doesNotContain("uniform-1");
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(done);
    JsonObject report = again.json();
    assertThat(report.getAsJsonArray("rows")).hasSize(3);
    JsonObject uniform = report.getAsJsonArray("trials").get(0).getAsJsonObject();
    assertThat(uniform.get("peakBytes").getAsLong()).isGreaterThan(100_000_000);
    assertThat(duel.resolve("comparison.md"))
        .content()
        .contains("supernet compare --name duel " + OPTIONS + data);
  }

  @Test
  void mistakesAreRefusedBeforeAnythingIsBegun() {
    Command.run(home, "compare").failed(2, "--strategies uniform,fair");
    Command.run(home, "compare --strategies uniform,greedy").failed(2, "'greedy' is not known");
    Command.run(home, "compare --strategies fair --seeds 0").failed(2, "1 or more");
    Command.run(home, "compare --strategies fair --top 3").failed(2, "--top");
    Command.run(home, "compare --strategies fair --no-baseline").failed(2, "--no-baseline");
    Command.run(home, "compare --strategies fair --sampler fair").failed(2, "--sampler");
    Command.run(home, "compare --strategies fair --metric top")
        .failed(2, "cannot want the best 'top' of this task");
    Command.run(home, "compare nothing").failed(4, "holds no comparison");
    assertThat(home.resolve("models")).doesNotExist();
  }
}
