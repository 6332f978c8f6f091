package com.acme.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonExamplesTest {

  @TempDir private Path folder;

  /** Room for as many examples as this claims would be 1.5 TB. */
  @Test
  void nothingIsAllocatedForWhatIsRefused() throws IOException {
    assertRefused("[" + "0,".repeat(500_000) + "0]", "Example 0 has no array");
  }

  @Test
  void doesNotEchoALongBody() throws IOException {
    assertRefused("[" + "[".repeat(200) + "]".repeat(200) + "]", "Example 0 has 1 values");
    ModelInfo pixel = info("[-1, 1]");
    assertThatThrownBy(() -> JsonExamples.read("[[" + "9".repeat(5_000) + "]]", pixel))
        .isInstanceOf(Refusal.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120).contains("999..."));
  }

  private void assertRefused(String body, String part) throws IOException {
    ModelInfo images = info("[-1, 1000, 1000, 3]");
    assertThatThrownBy(() -> JsonExamples.read(body, images))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(part);
  }

  private ModelInfo info(String shape) throws IOException {
    Files.writeString(
        folder.resolve("supernet.json"),
        """
        {"input": {"name": "images", "type": "uint8", "shape": SHAPE},
         "outputs": [{"name": "value", "type": "float32", "shape": [-1]}], "classNames": []}
        """
            .replace("SHAPE", shape));
    return ModelInfo.read(folder);
  }
}
