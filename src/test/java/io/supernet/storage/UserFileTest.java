package io.supernet.storage;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {

  @TempDir private Path folder;

  @Test
  void isReplaced() {
    Path file = folder.resolve("out.csv");
    UserFile.write(file, "a longer text");
    UserFile.write(file, "ü");
    assertThat(file).hasContent("ü");
    assertThat(folder).isDirectoryContaining(file::equals);
  }

  @Test
  void isReplacedWhereLinksLead() throws IOException {
    Path file =
        Files.writeString(Files.createDirectory(folder.resolve("disk")).resolve("a"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("disk/a"));
    Path further = Files.createSymbolicLink(folder.resolve("further"), link);
    UserFile.write(further, "new");
    assertThat(file).hasContent("new");
    assertThat(further).isSymbolicLink();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void isMadeWhereLinksLead() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("to.csv"));
    Path further = Files.createSymbolicLink(folder.resolve("further"), link);
    UserFile.write(further, "new");
    assertThat(folder.resolve("to.csv")).hasContent("new").isRegularFile();
    assertThat(further).isSymbolicLink();
  }

  @Test
  void isNoCircleOfLinks() throws IOException {
    Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    assertRefused(() -> UserFile.write(one, "text"), one.toString());
  }

  @Test
  void staysADevice() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
    for (Path device : new Path[] {Path.of("/dev/null"), link}) {
      UserFile.write(device, "text");
      assertThat(Files.isRegularFile(device)).isFalse();
    }
    assertThat(link).isSymbolicLink();
  }

  @Test
  void saysThatADeviceIsFull() {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> UserFile.write(Path.of("/dev/full"), "text"))
        .withMessageStartingWith("Cannot write '/dev/full': No space left on device; ")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE));
  }

  @Test
  void isPassedThroughAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });
    UserFile.write(pipe, "text");
    assertThat(read.get()).isEqualTo("text");
    assertThat(Files.isRegularFile(pipe, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void isWhatIsPrinted() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.US_ASCII));
    try {
      UserFile.write(Path.of("/dev/stdout"), "ü");
      System.out.print("!");
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("ü!");
  }

  @Test
  void isNoFolder() {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> UserFile.write(folder, "text"))
        .withMessageContaining("'" + folder + "'")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE));
    assertThat(folder).isEmptyDirectory();
  }
}
