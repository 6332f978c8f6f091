package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the IDX files of MNIST and its kin, gzipped or not. Images are unsigned bytes or floats of
 * shape {@code [n, height, width]} (one channel), {@code [n, height, width, channels]} or {@code
 * [n, features]}; labels are unsigned bytes {@code [n]}.
 */
@API(status = INTERNAL)
public final class IdxReader {

  /** Where an artifact of its own has them: an application that brings its data needs no images. */
  private static final String FASHION = "io/supernet/data/fashion-mnist/";

  private static final String NO_FASHION =
      "add the artifact io.supernet:supernet with the classifier fashion-mnist, or name data of your own";

  private IdxReader() {}

  /** A data set whose classes are the numbers from 0 to the highest label. */
  public static DataSet read(String name, Path images, Path labels) {
    return read(name, images, labels, List.of(), null);
  }

  /** A data set with these classes. */
  public static DataSet read(String name, Path images, Path labels, List<String> classNames) {
    return read(name, images, labels, classNames, null);
  }

  /**
   * A data set with these classes.
   *
   * @param classNames none for the numbers from 0 to the highest label
   * @param stream whether images are to stay on disk; null if their size decides
   */
  static DataSet read(
      String name, Path images, Path labels, List<String> classNames, @Nullable Boolean stream) {
    DataSet data =
        ExampleCache.ofUser()
            .load(
                name,
                List.of(images, labels),
                "idx " + classNames,
                stream,
                () -> new IdxImages(IdxFile.of(images), IdxFile.of(labels), classNames));
    if (data.elementType() == ElementType.FLOAT32 && data.bytes() <= ExampleStore.LARGE) {
      Columns.check(
          data,
          (example, channel) ->
              Text.of("example %d, channel %d of file %s", example, channel, images));
    }
    return data;
  }

  static DataSet fashionMnist(String name, ClassLoader loader, List<String> classNames) {
    return ExampleCache.inMemory(
        name,
        new IdxImages(
            IdxFile.of(loader, FASHION + "t10k-images-idx3-ubyte.gz", NO_FASHION),
            IdxFile.of(loader, FASHION + "t10k-labels-idx1-ubyte.gz", NO_FASHION),
            classNames));
  }
}
