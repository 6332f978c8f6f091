package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.storage.StorageFailures;
import io.supernet.text.MemoryLimit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A file of NumPy's arrays by name, as {@code numpy.savez} writes it, compressed or not. */
final class Npz {

  private static final String END = ".npy";
  private static final int BUFFER = 1 << 16;

  /** What reads the items of an array. */
  @FunctionalInterface
  interface Items<T> {
    /** Reads all of them. */
    T read(InputStream items) throws IOException;
  }

  private final Path file;
  private final Map<String, NpyHeader> headers;

  private Npz(Path file, Map<String, NpyHeader> headers) {
    this.file = file;
    this.headers = ImmutableMap.copyOf(headers);
  }

  /** Looks at all arrays of a file. */
  static Npz of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw refused("'%s' is no file; name one that numpy.savez wrote.", file);
    }
    return open(
        file,
        zip -> {
          ImmutableMap.Builder<String, NpyHeader> headers = ImmutableMap.builder();
          for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(END)).toList()) {
            String name = entry.getName().substring(0, entry.getName().length() - END.length());
            try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
              headers.put(name, NpyHeader.read(text(file, name), in));
            }
          }
          return new Npz(file, headers.buildOrThrow());
        });
  }

  /** The arrays by name, in the order of the file. */
  Map<String, NpyHeader> headers() {
    return headers;
  }

  /** One in words. */
  String text(String array) {
    return text(file, array);
  }

  private static String text(Path file, String array) {
    return Text.of("Array '%s' of file %s", array, file);
  }

  /** All bytes of an array's items. */
  byte[] bytes(String array) {
    NpyHeader header = header(array);
    double bytes = (double) header.items() * header.itemBytes();
    if (bytes > MemoryLimit.ofThisJvm().bytes()) {
      throw refused(
          "%s takes %.1f GB of memory at once, more than there is; write it in the order of C, in smaller parts or with fewer bytes each.",
          text(array), bytes / 1e9);
    }
    return read(array, in -> whole(array, in, (int) bytes));
  }

  /**
   * The next items.
   *
   * @throws SupernetException if the array ends before
   */
  byte[] whole(String array, InputStream items, int bytes) throws IOException {
    byte[] read = items.readNBytes(bytes);
    if (read.length < bytes) {
      throw refused("%s ends too early; write the file again.", text(array));
    }
    return read;
  }

  /** Reads the items of an array, to their end, which is checked. */
  <T> T read(String array, Items<T> reader) {
    return open(
        file,
        zip -> {
          ZipEntry entry = zip.getEntry(array + END);
          try (CheckedInputStream in =
              new CheckedInputStream(
                  new BufferedInputStream(zip.getInputStream(entry), BUFFER), new CRC32())) {
            NpyHeader unused = NpyHeader.read(text(array), in);
            T read = reader.read(in);
            if (in.read() >= 0 || in.getChecksum().getValue() != entry.getCrc()) {
              throw refused(
                  "%s is damaged: its checksum or its length is another; write the file again.",
                  text(array));
            }
            return read;
          }
        });
  }

  private NpyHeader header(String array) {
    return Objects.requireNonNull(headers.get(array));
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(ZipFile zip) throws IOException;
  }

  private static <T> T open(Path file, Work<T> work) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return work.on(zip);
    } catch (ZipException e) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s is no file of arrays (%s); write it with numpy.savez('%s', x=x, y=y).",
              file, e.getMessage(), file.getFileName()),
          e);
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(DATA, Text.of(sentence, values));
  }
}
