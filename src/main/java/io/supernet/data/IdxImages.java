package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Source;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the images of an IDX file, and their labels from another. */
final class IdxImages implements ExampleReader {

  private static final String IMAGES = "an IDX file of images";
  private static final String LABELS = "an IDX file of labels";

  /** The labels of a file; not copied. */
  private static final class FileLabels {
    final String file;
    final int[] values;

    FileLabels(String file, int[] values) {
      this.file = file;
      this.values = values;
    }
  }

  /** What the header of a file says, and the name of it. */
  private record Images(String file, Idx.Header header, List<Long> exampleShape) {}

  private final IdxFile file;
  private final Images images;
  private final Labels.Classes labels;

  /** Reads the labels, and the header of the images; without names classes are numbers. */
  IdxImages(IdxFile images, IdxFile labels, List<String> classNames) {
    this.file = images;
    FileLabels read = labels.read(LABELS, IdxImages::labels);
    this.images = images.read(IMAGES, IdxImages::header);
    this.labels = new Labels.Classes(names(read, classNames), read.values);
    for (int i = 0; i < read.values.length; i++) {
      ExampleChecks.checkLabel(read.values[i], i, this.labels.names().size(), "file " + read.file);
    }
    if (size() != read.values.length) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has %d images, but file %s has %d labels; take both from the same data set.",
              this.images.file, size(), read.file, read.values.length));
    }
  }

  private static List<String> names(FileLabels labels, List<String> classNames) {
    int highest = IntStream.of(labels.values).max().orElseThrow();
    return classNames.isEmpty()
        ? IntStream.rangeClosed(0, highest).mapToObj(String::valueOf).toList()
        : classNames;
  }

  private static Images header(Source source) throws IOException {
    Idx.Header header = Idx.header(source);
    header.checkMost(source);
    return new Images(source.name(), header, exampleShape(source.name(), header.shape()));
  }

  private static List<Long> exampleShape(String file, List<Long> shape) {
    return switch (shape.size()) {
      case 2, 4 -> shape.subList(1, shape.size());
      case 3 -> List.of(shape.get(1), shape.get(2), 1L);
      default ->
          throw new SupernetException(
              DATA,
              Text.of(
                  "File %s has the shape %s, but images are [n, height, width], [n, height, "
                      + "width, channels] or [n, features]; check that it is the image file.",
                  file, shape));
    };
  }

  private static FileLabels labels(Source source) throws IOException {
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
    return new FileLabels(file.file(), labels);
  }

  @Override
  public ElementType elementType() {
    return images.header.type();
  }

  @Override
  public List<Long> exampleShape() {
    return images.exampleShape;
  }

  @Override
  public int size() {
    return Math.toIntExact(images.header.shape().get(0));
  }

  @Override
  public Labeled read(ExampleStore store) {
    file.read(
        IMAGES,
        source -> {
          Idx.Header header = Idx.header(source);
          long read = 0;
          for (int i = 0; i < size(); i++) {
            byte[] example = source.in().readNBytes(exampleBytes());
            read += example.length;
            if (example.length < exampleBytes()) {
              break;
            }
            store.put(i, Idx.nativeOrder(example, header.type()).array());
          }
          header.checkEnd(source, read);
          return store;
        });
    return Labeled.of(labels);
  }
}
