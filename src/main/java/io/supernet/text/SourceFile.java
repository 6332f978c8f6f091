package io.supernet.text;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.io.CountingInputStream;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens the files and resources that data and tables are read from; failures name them. */
public final class SourceFile {

  private static final int BUFFER = 1 << 16;

  /** What a reader does with the content of a file. */
  @FunctionalInterface
  public interface Parser<T> {
    /** Reads it; an {@link IOException} is reported with the name of the file. */
    T parse(Source source) throws IOException;
  }

  private SourceFile() {}

  /**
   * Parses a file, unpacked if it is gzipped.
   *
   * @param expected what the file should be, for messages
   * @throws SupernetException of kind DATA if it is missing, damaged or too large
   */
  public static <T> T read(Path file, String expected, Parser<T> parser) {
    return read(file, expected, MemoryLimit.ofThisJvm(), parser);
  }

  /** The same with a limit of the caller's. */
  public static <T> T read(Path file, String expected, MemoryLimit limit, Parser<T> parser) {
    if (!Files.isRegularFile(file)) {
      throw wrongKind(file, expected);
    }
    return open(file, expected, limit, parser);
  }

  /** All text of a file, a pipe or a device. */
  public static String text(Path file, String expected) {
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw wrongKind(file, expected);
    }
    return open(file, expected, MemoryLimit.ofThisJvm(), Source::text);
  }

  private static <T> T open(Path file, String expected, MemoryLimit limit, Parser<T> parser) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in, Files.size(file), file.toString(), expected, limit, parser);
    } catch (IOException e) {
      throw unreadable(file.toString(), expected, e);
    }
  }

  private static SupernetException wrongKind(Path file, String expected) {
    String state =
        Files.isDirectory(file)
            ? "is a folder"
            : Files.exists(file) ? "is not a regular file" : "does not exist";
    return new SupernetException(
        DATA, Text.of("File %s %s; expected %s there.", file, state, expected));
  }

  /**
   * Parses a resource, unpacked if it is gzipped.
   *
   * @param wayOut what to do if the resource is not there
   */
  public static <T> T readResource(
      ClassLoader loader, String resource, String wayOut, String expected, Parser<T> parser) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new SupernetException(
            DATA, Text.of("'%s' is not on the class path; %s.", resource, wayOut));
      }
      return parse(in, 0, resource, expected, MemoryLimit.ofThisJvm(), parser);
    } catch (IOException e) {
      throw unreadable(resource, expected, e);
    }
  }

  private static <T> T parse(
      InputStream raw, long size, String file, String expected, MemoryLimit limit, Parser<T> parser)
      throws IOException {
    CountingInputStream packed = new CountingInputStream(raw);
    InputStream in = new BufferedInputStream(packed, BUFFER);
    in.mark(2);
    byte[] magic = in.readNBytes(2);
    in.reset();
    if (magic.length == 0) {
      throw new SupernetException(DATA, Text.of("File %s is empty; expected %s.", file, expected));
    }
    boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    InputStream content =
        gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    try {
      return parser.parse(new Source(file, limit, size, packed, content));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static SupernetException unreadable(String file, String expected, IOException cause) {
    if (cause instanceof CharacterCodingException) {
      return new SupernetException(
          DATA,
          Text.of(
              "File %s cannot be read as %s: it has bytes that are not UTF-8; save it in UTF-8, or convert it, for example with iconv -f WINDOWS-1252 -t UTF-8.",
              file, expected),
          cause);
    }
    return new SupernetException(
        DATA,
        Text.of(
            "File %s cannot be read as %s (%s); check it or fetch it again.",
            file, expected, cause),
        cause);
  }
}
