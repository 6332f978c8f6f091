package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.OtherJvm;
import io.supernet.TinyRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

  @TempDir Path home;

  /** A limit on the size of files stands for a full disk; TensorFlow writes the checkpoint. */
  @Test
  void saysWhatCouldNotBeWritten() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Dsupernet.home=" + home, "-cp"));
    arguments.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    arguments.addAll(List.of("train", "--name", "full", "--epochs", "1", "--threads", "1"));
    arguments.addAll(List.of("--data", "idx:" + TinyRun.home().resolve("data")));
    List<String> limit = List.of("sh", "-c", "ulimit -f 40; exec \"$@\"", "sh");
    try (OtherJvm jvm = OtherJvm.start(home.resolve("output"), limit, arguments)) {
      assertThat(jvm.exit()).as(jvm.output()).isEqualTo(6);
      assertThat(jvm.output())
          .containsPattern("supernet: Cannot write '.*step-000000000'.*: File too large; .*\\.\n")
          .doesNotContain("\tat ");
    }
    assertThat(home.resolve("models/full/checkpoints/supernet")).isEmptyDirectory();
  }
}
