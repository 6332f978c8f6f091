package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Source;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

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

  private static final String IMAGES = "an IDX file of images";
  private static final String LABELS = "an IDX file of labels";

  /** The labels of a file; not copied. */
  private static final class Labels {
    final String file;
    final int[] values;

    Labels(String file, int[] values) {
      this.file = file;
      this.values = values;
    }
  }

  private IdxReader() {}

  /** A data set whose classes are the numbers from 0 to the highest label. */
  public static DataSet read(String name, Path images, Path labels) {
    Labels read = SourceFile.read(labels, LABELS, IdxReader::labels);
    int highest = IntStream.of(read.values).max().orElseThrow();
    List<String> classNames = IntStream.rangeClosed(0, highest).mapToObj(String::valueOf).toList();
    return dataSet(name, SourceFile.read(images, IMAGES, Idx::parse), read, classNames);
  }

  /** A data set with these classes. */
  public static DataSet read(String name, Path images, Path labels, List<String> classNames) {
    return dataSet(
        name,
        SourceFile.read(images, IMAGES, Idx::parse),
        SourceFile.read(labels, LABELS, IdxReader::labels),
        classNames);
  }

  static DataSet fashionMnist(String name, ClassLoader loader, List<String> classNames) {
    return dataSet(
        name,
        SourceFile.readResource(
            loader, FASHION + "t10k-images-idx3-ubyte.gz", NO_FASHION, IMAGES, Idx::parse),
        SourceFile.readResource(
            loader, FASHION + "t10k-labels-idx1-ubyte.gz", NO_FASHION, LABELS, IdxReader::labels),
        classNames);
  }

  private static DataSet dataSet(String name, Idx images, Labels labels, List<String> classNames) {
    for (int i = 0; i < labels.values.length; i++) {
      DataSet.checkLabel(labels.values[i], i, classNames.size(), "file " + labels.file);
    }
    List<Long> exampleShape = exampleShape(images);
    if (images.size() != labels.values.length) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has %d images, but file %s has %d labels; take both from the same data set.",
              images.file(), images.size(), labels.file, labels.values.length));
    }
    DataSet data =
        new DataSet(name, images.type(), exampleShape, classNames, images.values(), labels.values);
    if (data.elementType() == ElementType.FLOAT32) {
      Columns.check(
          data,
          (example, channel) ->
              Text.of("example %d, channel %d of file %s", example, channel, images.file()));
    }
    return data;
  }

  private static Labels labels(Source source) throws IOException {
    Idx file = Idx.parse(source);
    if (file.type() != ElementType.UINT8 || file.shape().size() != 1) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has %s values of shape %s, but labels are unsigned bytes of shape [n]; "
                  + "check that it is the label file.",
              file.file(), file.type(), file.shape()));
    }
    int[] labels = new int[file.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Byte.toUnsignedInt(file.values().get(i));
    }
    return new Labels(file.file(), labels);
  }

  private static List<Long> exampleShape(Idx file) {
    List<Long> shape = file.shape();
    return switch (shape.size()) {
      case 2, 4 -> shape.subList(1, shape.size());
      case 3 -> List.of(shape.get(1), shape.get(2), 1L);
      default ->
          throw new SupernetException(
              DATA,
              Text.of(
                  "File %s has the shape %s, but images are [n, height, width], [n, height, "
                      + "width, channels] or [n, features]; check that it is the image file.",
                  file.file(), shape));
    };
  }
}
