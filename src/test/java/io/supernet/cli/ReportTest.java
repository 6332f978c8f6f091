package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportTest extends CopiedRun {

  @Test
  void writesThePageIntoTheRunOrElsewhere() {
    Path page = run.resolve("report.html");
    assertThat(Command.run(home, "report copy").succeeded().out().strip())
        .isEqualTo("Report: " + page);
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("<h1>Run copy</h1>");
    Path other = home.resolve("other.html");
    assertThat(Command.run(home, "report copy --out " + other).succeeded().err()).isEmpty();
    assertThat(other).hasSameTextualContentAs(page);
  }

  @Test
  void saysWhatIsWrong() {
    Command.run(home, "report nowhere").failed(4, "no run folder", "nowhere");
    Path missing = home.resolve("missing").resolve("x.html");
    Command.run(home, "report copy --out " + missing).failed(6, "missing");
    Command.run(home, "report copy --out " + home).failed(6, "Cannot write", home.toString());
  }
}
