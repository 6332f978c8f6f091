package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  private static final Path DEV_FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  @Test
  void writesAndReplacesWithoutTraces() {
    Path file = folder.resolve("a.txt");
    AtomicFiles.write(file, "ü");
    assertThat(file).hasBinaryContent(new byte[] {(byte) 0xc3, (byte) 0xbc});
    AtomicFiles.write(file, new byte[] {1, 2});
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void failedWriteLeavesNoTraces() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("occupied/by")).getParent();
    fails(occupied, "", () -> AtomicFiles.write(occupied, "text"));
    assertThat(folder.toFile().list()).containsExactly("occupied");
    assertThat(occupied.resolve("by")).isDirectory();
  }

  @Test
  void writeFailsBelowRegularFileAndMissingFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    fails(file.resolve("x"), "Not a directory", () -> AtomicFiles.write(file.resolve("x"), ""));
    Path lost = folder.resolve("missing/x");
    fails(lost, "No such file or directory", () -> AtomicFiles.write(lost, ""));
  }

  @Test
  void publishesAndReplacesFolder() throws IOException {
    Path target = folder.resolve("target");
    for (String text : new String[] {"old", "new"}) {
      Path temporary = AtomicFiles.temporarySibling(target);
      AtomicFiles.createDirectories(temporary.resolve("deep"));
      Files.writeString(temporary.resolve("deep/file"), text);
      Files.writeString(temporary.resolve(text), text);
      AtomicFiles.publish(temporary, target);
      assertThat(target.resolve("deep/file")).hasContent(text);
      assertThat(folder.toFile().list()).containsExactly("target");
    }
    assertThat(target.toFile().list()).containsExactlyInAnyOrder("deep", "new");
  }

  @Test
  void failedPublishLeavesTarget() throws IOException {
    Path target = Files.createDirectories(folder.resolve("target/kept")).getParent();
    Path missing = AtomicFiles.temporarySibling(target);
    fails(target, "No such file", () -> AtomicFiles.publish(missing, target));
    assertThat(target.resolve("kept")).isDirectory();
  }

  @Test
  void deletesLinksButNotWhatTheyPointTo() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Path inside = Files.createDirectories(folder.resolve("inside/deep")).getParent();
    Files.createSymbolicLink(inside.resolve("deep/link"), outside);
    Files.createSymbolicLink(inside.resolve("dangling"), folder.resolve("nowhere"));
    AtomicFiles.deleteRecursively(inside);
    AtomicFiles.deleteRecursively(inside);
    assertThat(folder.toFile().list()).containsExactly("outside");
    assertThat(outside).hasContent("kept");
  }

  @Test
  void fullDiskIsNamedInPlainWords() {
    assertThat(StorageFailures.of(Path.of("out"), fullDisk()))
        .hasMessage(
            "Cannot write 'out': No space left on device; "
                + "free some space or choose a folder on another disk.");
  }

  @Test
  void refusedAccessIsNamedInPlainWords() {
    IOException refused = new AccessDeniedException("/out");
    assertThat(StorageFailures.of(Path.of("/out"), refused))
        .hasMessage("Cannot write '/out': Permission denied; choose a folder that you may use.");
  }

  @Test
  void findsSystemReasonInMessageOfNativeCode() {
    RuntimeException nativeFailure =
        new IllegalStateException("variables.data-00000; No space left on device");
    assertThat(StorageFailures.translate(Path.of("out"), new RuntimeException(nativeFailure)))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("Cannot write 'out': No space left on device;");
  }

  /** What the system says of a full disk, or its words where there is no device to ask. */
  private static IOException fullDisk() {
    if (!Files.exists(DEV_FULL)) {
      return new IOException("No space left on device");
    }
    try {
      Files.write(DEV_FULL, new byte[] {1});
      throw new AssertionError("/dev/full took a byte");
    } catch (IOException e) {
      return e;
    }
  }

  private static void fails(Path named, String reason, ThrowingCallable call) {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(call)
        .withMessageStartingWith("Cannot write '%s': ".formatted(named))
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE));
  }
}
