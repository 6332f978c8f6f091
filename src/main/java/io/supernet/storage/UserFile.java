package io.supernet.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that a user names for a result, which may be a file, a link to one, a device such as
 * {@code /dev/stdout}, or a pipe. Links and devices stay what they are.
 */
public final class UserFile {

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private static final Set<String> STANDARD_OUTPUT =
      Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

  private UserFile() {}

  /**
   * Writes a text in UTF-8. A file is replaced as a whole, where a link leads to it, too; a device
   * or pipe is written into.
   *
   * @throws io.supernet.SupernetException of kind {@code STORAGE} if it cannot be written
   */
  public static void write(Path file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (isStandardOutput(file)) {
        // Not opened again: what is printed later has to come behind it, in a file, too.
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
      } else if (isOpen(file)
          || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file))) {
        try (OutputStream stream =
            Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
          stream.write(bytes);
        }
      } else {
        AtomicFiles.write(linked(file, MOST_LINKS), bytes);
      }
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }

  /** Whether the file is where this process prints. */
  public static boolean isStandardOutput(Path file) {
    return STANDARD_OUTPUT.contains(file.toAbsolutePath().normalize().toString());
  }

  /** A descriptor, such as {@code /dev/fd/3}: what it is open on is not to be replaced. */
  private static boolean isOpen(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return Files.exists(whole)
        && (whole.startsWith("/dev/fd")
            || whole.equals(Path.of("/dev/stderr"))
            || whole.startsWith("/proc"));
  }

  /** Where a link leads in the end, also if nothing is there yet; a file itself. */
  private static Path linked(Path file, int most) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return file;
    }
    if (most == 0) {
      throw new FileSystemLoopException(file.toString());
    }
    return Files.exists(file)
        ? file.toRealPath()
        : linked(file.toAbsolutePath().resolveSibling(Files.readSymbolicLink(file)), most - 1);
  }
}
