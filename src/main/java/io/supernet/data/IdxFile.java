package io.supernet.data;

import io.supernet.text.SourceFile;
import java.nio.file.Path;

/** An IDX file or resource, to be opened when it is read. */
interface IdxFile {

  /**
   * Reads it.
   *
   * @param expected what it should be, for messages
   */
  <T> T read(String expected, SourceFile.Parser<T> parser);

  static IdxFile of(Path file) {
    return new IdxFile() {
      @Override
      public <T> T read(String expected, SourceFile.Parser<T> parser) {
        return SourceFile.read(file, expected, parser);
      }
    };
  }

  /**
   * A resource.
   *
   * @param wayOut what to do if it is not there
   */
  static IdxFile of(ClassLoader loader, String resource, String wayOut) {
    return new IdxFile() {
      @Override
      public <T> T read(String expected, SourceFile.Parser<T> parser) {
        return SourceFile.readResource(loader, resource, wayOut, expected, parser);
      }
    };
  }
}
