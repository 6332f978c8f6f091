package io.supernet.work;

import io.supernet.storage.AtomicFiles;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A sign of life in a file. Whoever reads it again and again sees that the count changes; the times
 * of files and the clocks of machines are never looked at.
 *
 * @param who gives it
 * @param count of signs so far
 * @param steps how far its jobs are, by their names
 */
record Sign(String who, long count, Map<String, Long> steps) {

  /** Between two signs. */
  static final int BETWEEN_MILLIS = 2000;

  /** Gives it. */
  void write(Path file) {
    AtomicFiles.write(file, Json.LINE.toJson(this));
  }

  /** The last one; nothing if there is none that can be read. */
  static Optional<Sign> read(Path file) {
    try {
      return Optional.ofNullable(Json.LINE.fromJson(Files.readString(file), Sign.class))
          .filter(sign -> sign.who != null && sign.steps != null);
    } catch (IOException | RuntimeException e) {
      // Not there, or being replaced: the next look shows more.
      return Optional.empty();
    }
  }

  /** Whether somebody gives signs in this file; takes as long as two of them if there is one. */
  static boolean isAlive(Path file) {
    Optional<Sign> first = read(file);
    if (first.isEmpty()) {
      return false;
    }
    try {
      Thread.sleep(2L * BETWEEN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Optional<Sign> second = read(file);
    return second.isPresent() && !second.equals(first);
  }
}
