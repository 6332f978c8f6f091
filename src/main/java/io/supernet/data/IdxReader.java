package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.SourceFile;
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

  private static final String IMAGES = "an IDX file of images";
  private static final String LABELS = "an IDX file of labels";

  private IdxReader() {}

  /** A data set whose classes are the numbers from 0 to the highest label. */
  public static DataSet read(String name, Path images, Path labels) {
    Idx labelFile = SourceFile.read(labels, LABELS, Idx::parse);
    int highest = IntStream.of(labels(labelFile)).max().orElseThrow();
    List<String> classNames = IntStream.rangeClosed(0, highest).mapToObj(String::valueOf).toList();
    return dataSet(name, SourceFile.read(images, IMAGES, Idx::parse), labelFile, classNames);
  }

  /** A data set with these classes. */
  public static DataSet read(String name, Path images, Path labels, List<String> classNames) {
    return dataSet(
        name,
        SourceFile.read(images, IMAGES, Idx::parse),
        SourceFile.read(labels, LABELS, Idx::parse),
        classNames);
  }

  static DataSet readResources(String name, String images, String labels, List<String> classNames) {
    return dataSet(
        name,
        SourceFile.readResource(IdxReader.class, images, IMAGES, Idx::parse),
        SourceFile.readResource(IdxReader.class, labels, LABELS, Idx::parse),
        classNames);
  }

  private static DataSet dataSet(String name, Idx images, Idx labels, List<String> classNames) {
    int[] checked = labels(labels);
    for (int i = 0; i < checked.length; i++) {
      DataSet.checkLabel(checked[i], i, classNames.size(), "file " + labels.file());
    }
    List<Long> exampleShape = exampleShape(images);
    if (images.size() != labels.size()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has %d images, but file %s has %d labels; take both from the same data set.",
              images.file(), images.size(), labels.file(), labels.size()));
    }
    DataSet data =
        new DataSet(name, images.type(), exampleShape, classNames, images.values(), checked);
    if (data.elementType() == ElementType.FLOAT32) {
      Columns.check(
          data,
          (example, channel) ->
              Text.of("example %d, channel %d of file %s", example, channel, images.file()));
    }
    return data;
  }

  private static int[] labels(Idx file) {
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
    return labels;
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
