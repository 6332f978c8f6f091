package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundTest {

  private static final Path COMMITTED = Path.of("src/it/found/src/main/supernet/found.json");

  @TempDir Path folder;

  @Test
  void aFileThatSaysTheSameIsLeftAlone() throws Exception {
    Found found = Found.read(COMMITTED).orElseThrow();
    Path copy = folder.resolve("new").resolve("found.json");
    assertThat(found.write(copy)).isTrue();
    assertThat(copy).hasSameTextualContentAs(COMMITTED);
    assertThat(found.write(copy)).isFalse();
    assertThat(Found.read(copy)).hasValue(found);
  }

  @Test
  void whatIsNoResultIsRefusedByName() throws Exception {
    Path file = folder.resolve("found.json");
    assertThat(Found.read(file)).isEmpty();
    for (String text : new String[] {"", "{}", "[1]", "{\"format\": \"supernet found 1\"}"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Found.read(file))
          .isInstanceOf(MojoExecutionException.class)
          .hasMessageContainingAll(file.toString(), "supernet:run");
    }
  }

  @Test
  void anotherVersionOfTheLibraryIsTold() throws Exception {
    Found found = Found.read(COMMITTED).orElseThrow();
    assertThat(found.otherVersion("0.2.0-SNAPSHOT")).isEmpty();
    assertThat(found.otherVersion("0.3.0"))
        .hasValue("found with Supernet 0.2.0-SNAPSHOT, and this is 0.3.0");
  }
}
