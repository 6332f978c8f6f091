package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens the files and resources that data sets are read from; failures name them. */
final class SourceFile {

  /** What a reader does with the bytes of a file. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(InputStream in, String file) throws IOException;
  }

  private SourceFile() {}

  /**
   * Parses a file, unpacked if it is gzipped.
   *
   * @param expected what the file should be, for messages
   */
  static <T> T read(Path file, String expected, Parser<T> parser) {
    if (!Files.isRegularFile(file)) {
      throw new SupernetException(
          DATA, Text.of("File %s does not exist; expected %s there.", file, expected));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in, file.toString(), expected, parser);
    } catch (IOException e) {
      throw unreadable(file.toString(), expected, e);
    }
  }

  /** Parses a resource beside this class, unpacked if it is gzipped. */
  static <T> T readResource(String resource, String expected, Parser<T> parser) {
    try (InputStream in = SourceFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + resource + " is not on the class path");
      }
      return parse(in, resource, expected, parser);
    } catch (IOException e) {
      throw unreadable(resource, expected, e);
    }
  }

  private static <T> T parse(InputStream raw, String file, String expected, Parser<T> parser)
      throws IOException {
    InputStream in = new BufferedInputStream(raw);
    in.mark(2);
    byte[] magic = in.readNBytes(2);
    in.reset();
    if (magic.length == 0) {
      throw new SupernetException(DATA, Text.of("File %s is empty; expected %s.", file, expected));
    }
    boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    return parser.parse(gzip ? new BufferedInputStream(new GZIPInputStream(in)) : in, file);
  }

  private static SupernetException unreadable(String file, String expected, IOException cause) {
    return new SupernetException(
        DATA,
        Text.of(
            "File %s cannot be read as %s (%s); check it or fetch it again.",
            file, expected, cause),
        cause);
  }
}
