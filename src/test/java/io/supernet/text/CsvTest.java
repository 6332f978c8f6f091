package io.supernet.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written can be read; who reads tables tests what is refused. */
class CsvTest {

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    String text =
        new CsvText()
            .row("architecture", "accuracy", "loss")
            .row("|none~0|+|none~0|none~1|", 0.5, null)
            .row("(0,none,1)", 1, "say \"no\"")
            .toString();
    assertThat(text)
        .isEqualTo(
            "architecture,accuracy,loss\n|none~0|+|none~0|none~1|,0.5,\n\"(0,none,1)\",1,\"say \"\"no\"\"\"\n");
    Path file = Files.writeString(folder.resolve("t.csv"), "\uFEFF" + text);
    assertThat(Csv.rows(file))
        .containsExactly(
            new Csv.Row(1, List.of("architecture", "accuracy", "loss")),
            new Csv.Row(2, List.of("|none~0|+|none~0|none~1|", "0.5", "")),
            new Csv.Row(3, List.of("(0,none,1)", "1", "say \"no\"")));
  }

  @Test
  void linesAreCountedWithBlankOnes() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "# a\r\n\r\n  \n b , \" c \"\r\n");
    assertThat(Csv.rows(file))
        .containsExactly(new Csv.Row(1, List.of("# a")), new Csv.Row(4, List.of("b", "c")));
  }

  @Test
  void byteOrderMarksAreNoText() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "\uFEFFa\nb");
    assertThat(SourceFile.text(file, "text")).isEqualTo("a\nb");
  }
}
