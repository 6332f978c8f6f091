package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

  @TempDir Path folder;

  @Test
  void isTheOneChosenOrThatOfTheSystem() {
    assertThat(Browser.program(null, "Linux")).isEqualTo("xdg-open");
    assertThat(Browser.program("", "Mac OS X")).isEqualTo("open");
    assertThat(Browser.program("lynx", "Linux")).isEqualTo("lynx");
  }

  @Test
  void getsThePage() throws IOException, InterruptedException {
    Path seen = folder.resolve("seen");
    Path program =
        Files.writeString(folder.resolve("browser"), "#!/bin/sh\necho \"$1\" >'" + seen + "'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(Browser.start(program.toString(), folder.resolve("report.html")).waitFor()).isZero();
    assertThat(seen).hasContent(folder.resolve("report.html") + "\n");
  }

  @Test
  void thatThereIsNot() {
    assertThatThrownBy(() -> Browser.start("no-such-browser", Path.of("report.html")))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("'no-such-browser' could not be started")
        .hasMessageContaining("open 'report.html' yourself");
  }
}
