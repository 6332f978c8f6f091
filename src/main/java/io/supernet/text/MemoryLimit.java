package io.supernet.text;

import com.google.common.base.Preconditions;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;

/**
 * How much memory what is read from one file may take.
 *
 * @param bytes at least 1
 */
public record MemoryLimit(long bytes) {

  /** Bytes that surely fit a Java array. */
  public static final long ARRAY = Integer.MAX_VALUE - 16;

  /** What is read is held twice while it is put together or split; a third of the heap is left. */
  private static final int SHARE = 3;

  public MemoryLimit {
    Preconditions.checkArgument(bytes > 0, "bytes %s", bytes);
  }

  /** A third of the largest heap of this virtual machine, and at most what an array holds. */
  public static MemoryLimit ofThisJvm() {
    return new MemoryLimit(Math.min(ARRAY, Runtime.getRuntime().maxMemory() / SHARE));
  }

  /** What a user is told once all memory of this virtual machine is taken, whatever took it. */
  public static SupernetException full(OutOfMemoryError e) {
    long heap = Runtime.getRuntime().maxMemory();
    return new SupernetException(
        Kind.DATA,
        Text.of(
            "Java's memory of %s is full; give it more, as with SUPERNET_JAVA_OPTS=-Xmx%dg, or take less data or a smaller network.",
            text((double) heap), gigabytes(2.0 * heap)),
        e);
  }

  /** How to make room for so many bytes. */
  static String remedy(double needed) {
    if (needed > ARRAY) {
      return Text.of("take a smaller part of it: data hold at most %s", text(ARRAY));
    }
    return Text.of(
        "take a smaller part of it, or give Java more memory with SUPERNET_JAVA_OPTS=-Xmx%dg",
        gigabytes(SHARE * needed));
  }

  private static long gigabytes(double bytes) {
    return (long) Math.ceil(bytes / (1L << 30));
  }

  /** So many bytes for a person, such as {@code 3.2 GB}. */
  static String text(double bytes) {
    if (bytes >= 1e9) {
      return Text.of("%.1f GB", bytes / 1e9);
    }
    return bytes >= 1e6 ? Text.of("%.1f MB", bytes / 1e6) : Text.of("%.1f KB", bytes / 1e3);
  }
}
