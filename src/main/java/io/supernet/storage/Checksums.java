package io.supernet.storage;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.supernet.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The SHA-256 of every file of a folder, kept in the folder as {@code SHA256SUMS} in the form of
 * {@code sha256sum}. Tells later whether the files are still what was written: not one byte more,
 * less or other.
 */
final class Checksums {

  private static final String NAME = "SHA256SUMS";

  private Checksums() {}

  /** Writes the sums of all that the folder holds. */
  static void write(Path folder) {
    AtomicFiles.write(folder.resolve(NAME), text(sums(folder)));
  }

  /** The sums as they were written. */
  static String written(Path folder) {
    try {
      return Files.readString(folder.resolve(NAME));
    } catch (IOException e) {
      throw StorageFailures.reading(folder.resolve(NAME), e);
    }
  }

  /** What is wrong with the files of the folder, in words; empty if nothing is. */
  static Optional<String> fault(Path folder) {
    String written;
    try {
      written = new String(Files.readAllBytes(folder.resolve(NAME)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.of(Text.of("'%s' is missing", NAME));
    } catch (IOException e) {
      throw StorageFailures.reading(folder.resolve(NAME), e);
    }
    Map<String, String> sums = sums(folder);
    return written.equals(text(sums)) ? Optional.empty() : Optional.of(difference(written, sums));
  }

  private static String difference(String written, Map<String, String> sums) {
    for (String line : written.lines().toList()) {
      String name = line.replaceFirst("^[0-9a-f]{64} {2}", "");
      if (name.equals(line) || name.contains("\uFFFD")) {
        return Text.of("'%s' has changed", NAME);
      }
      if (!sums.containsKey(name)) {
        return Text.of("'%s' is missing", name);
      }
      if (!line.startsWith(sums.get(name))) {
        return Text.of("'%s' has changed", name);
      }
    }
    return Text.of("'%s' does not name all its files", NAME);
  }

  private static String text(Map<String, String> sums) {
    StringBuilder text = new StringBuilder();
    sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
    return text.toString();
  }

  private static Map<String, String> sums(Path folder) {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !name.equals(NAME)) {
          sums.put(name, MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
        }
      }
      return sums;
    } catch (NoSuchFileException e) {
      return Map.of(); // Deleted meanwhile.
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return Map.of();
      }
      throw StorageFailures.reading(folder, e.getCause());
    }
  }
}
