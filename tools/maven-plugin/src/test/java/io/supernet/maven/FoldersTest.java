package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @Test
  void aCopyDoesNotSayWhereItsRunLies(@TempDir Path folder) throws Exception {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("saved_model.pb"), "graph");
    Files.writeString(model.resolve("run.json"), "{}");
    Path copy = folder.resolve("copy");
    Folders.replace(model, copy);
    assertThat(copy.resolve("saved_model.pb")).hasContent("graph");
    assertThat(copy.resolve("run.json")).doesNotExist();
    assertThat(Folders.same(model, copy)).isTrue();
  }
}
