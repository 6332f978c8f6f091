package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Data of a form that takes TensorFlow to be read, which this package does not know; a service of
 * the module.
 */
@API(status = INTERNAL)
public interface DataForm {

  /** What stands before the colon. */
  String name();

  /** Reads them. */
  Split load(Request request);

  /**
   * What is to be read.
   *
   * @param spec form and path, as messages call it
   * @param path of a file or folder; it may hold wildcards
   * @param options what the user wants
   * @param kept how files of images became examples before, so that they do again
   * @param random where a split comes from
   * @param progress hears of the files
   */
  record Request(
      String spec,
      String path,
      DataOptions options,
      Optional<ImageReading> kept,
      RandomGenerator random,
      Progress progress) {

    /** The path of a single file or folder. */
    public Path place() {
      return DataSets.path(path);
    }
  }
}
