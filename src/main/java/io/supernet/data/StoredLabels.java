package io.supernet.data;

import com.google.common.primitives.Ints;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The labels of examples that are stored beside them: of each example its number in the store as an
 * int, and then its class or its value as another, or its set as a byte for each class.
 */
final class StoredLabels {

  private StoredLabels() {}

  static void write(Path file, ExampleReader.Labeled read) {
    Labels labels = read.labels();
    int size = labels.size();
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(recordBytes(labels), size));
    for (int i = 0; i < size; i++) {
      bytes.putInt(read.kept().isEmpty() ? i : read.kept().get(i));
      put(labels, i, bytes);
    }
    AtomicFiles.write(file, bytes.array());
  }

  private static int recordBytes(Labels labels) {
    return Integer.BYTES
        + (labels instanceof Labels.Sets sets ? sets.names().size() : Integer.BYTES);
  }

  private static void put(Labels labels, int index, ByteBuffer bytes) {
    if (labels instanceof Labels.Classes classes) {
      bytes.putInt(classes.of()[index]);
    } else if (labels instanceof Labels.Values values) {
      bytes.putFloat(values.of()[index]);
    } else if (labels instanceof Labels.Sets sets) {
      int width = sets.names().size();
      bytes.put(sets.of(), index * width, width);
    }
  }

  /**
   * Reads the file.
   *
   * @param classNames none where labels are values
   * @param sets whether an example has a set of the classes
   */
  static ExampleReader.Labeled read(
      Path file, List<String> classNames, boolean sets, List<String> notes) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
    int width = classNames.size();
    int size = bytes.remaining() / (Integer.BYTES + (sets ? width : Integer.BYTES));
    int[] kept = new int[size];
    int[] classes = new int[size];
    float[] values = new float[size];
    byte[] each = new byte[sets ? size * width : 0];
    for (int i = 0; i < size; i++) {
      kept[i] = bytes.getInt();
      if (sets) {
        bytes.get(each, i * width, width);
      } else {
        classes[i] = bytes.getInt();
        values[i] = Float.intBitsToFloat(classes[i]);
      }
    }
    Labels labels =
        sets
            ? new Labels.Sets(classNames, each)
            : classNames.isEmpty()
                ? new Labels.Values(values)
                : new Labels.Classes(classNames, classes);
    return new ExampleReader.Labeled(labels, Ints.asList(kept), notes);
  }
}
