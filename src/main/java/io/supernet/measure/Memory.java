package io.supernet.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process, as Linux counts it. */
public final class Memory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private Memory() {}

  /** The most resident memory so far; null where the system does not tell. */
  public static Long peakBytes() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(PEAK))
          .map(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null; // As on a system without it.
    }
  }
}
