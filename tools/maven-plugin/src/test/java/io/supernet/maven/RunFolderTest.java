package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @Test
  void aRunHasAWinnerOnceItIsExported(@TempDir Path folder) throws Exception {
    RunFolder run = new RunFolder(folder);
    Files.writeString(folder.resolve("manifest.json"), "{}");
    Files.writeString(folder.resolve("result.json"), "{\"winner\": 0, \"candidates\": [{}]}");
    assertThat(run.began()).isTrue();
    assertThat(run.winner()).isEmpty();
    Files.writeString(
        folder.resolve("result.json"),
        "{\"winner\": 0, \"candidates\": [{}], \"savedModel\": \"model/1\"}");
    assertThat(run.winner()).isPresent();
  }

  @Test
  void theModelSaysHowItKeepsItsKernels(@TempDir Path folder) throws Exception {
    RunFolder run = new RunFolder(folder);
    assertThat(run.weights(2)).isEqualTo("float32");
    Files.createDirectories(folder.resolve("model/2"));
    Files.writeString(
        folder.resolve("model/2/supernet.json"), "{\"weights\": {\"format\": \"int8\"}}");
    assertThat(run.weights(2)).isEqualTo("int8");
  }
}
