package io.supernet.text;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.CountingInputStream;
import io.supernet.SupernetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {

  /** More than one chunk, with characters that a chunk of bytes would cut. */
  private static final String TEXT = "aä€😀\n".repeat(30_000);

  @TempDir private Path folder;

  @Test
  void textAndBytesAreThoseOfTheFile() throws IOException {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("text"), bytes);
    assertThat(SourceFile.text(file, "text")).isEqualTo(TEXT);
    assertThat(SourceFile.<byte[]>read(file, "bytes", Source::bytes)).isEqualTo(bytes);
    Files.writeString(file, "\uFEFF" + TEXT);
    assertThat(SourceFile.text(file, "text")).isEqualTo(TEXT);
  }

  /** Four bytes a character: the string has two, and while it grows there are two of it. */
  @Test
  void aTextIsCountedByItsCharacters() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "a".repeat(1000));
    assertThat(SourceFile.<String>read(file, "text", new MemoryLimit(4000), Source::text))
        .hasSize(1000);
    assertRefused(
        () -> SourceFile.<String>read(file, "text", new MemoryLimit(3999), Source::text),
        "takes about 4.0 KB of memory");
  }

  @Test
  void aSizeThatIsNotKnownIsNotTold() {
    CountingInputStream pipe = new CountingInputStream(new ByteArrayInputStream(new byte[2000]));
    Source source = new Source("pipe", new MemoryLimit(1000), 0, pipe, pipe);
    assertThatThrownBy(source::bytes)
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("File pipe takes about 2.0 KB of memory (2.0 KB of it were read)");
  }

  @Test
  void whatIsUnpackedIsRefusedWhileItIsRead() throws IOException {
    Path file = folder.resolve("zeros.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[1_000_000]);
    }
    assertThat(SourceFile.<byte[]>read(file, "bytes", new MemoryLimit(1_000_000), Source::bytes))
        .hasSize(1_000_000);
    assertRefused(
        () -> SourceFile.<byte[]>read(file, "bytes", new MemoryLimit(100_000), Source::bytes),
        file.toString(),
        "131.1 KB of it were read");
  }
}
