package io.supernet.data;

import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The labels of examples that are stored beside them: of each example its number in the store and
 * its class, or its value, as two ints.
 */
final class StoredLabels {

  private StoredLabels() {}

  static void write(Path file, ExampleReader.Labeled read) {
    int size = read.labels().size();
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(2 * Integer.BYTES, size));
    for (int i = 0; i < size; i++) {
      bytes.putInt(read.kept().isEmpty() ? i : read.kept().get(i)).putInt(label(read.labels(), i));
    }
    AtomicFiles.write(file, bytes.array());
  }

  private static int label(Labels labels, int index) {
    if (labels instanceof Labels.Classes classes) {
      return classes.of()[index];
    }
    if (labels instanceof Labels.Values values) {
      return Float.floatToRawIntBits(values.of()[index]);
    }
    throw new SupernetException(
        Kind.DATA,
        Text.of(
            "Data of this size are labeled with one class or one number each, and these with %s; take fewer of them.",
            labels));
  }

  static ExampleReader.Labeled read(Path file, List<String> classNames, List<String> notes) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
    int size = bytes.remaining() / (2 * Integer.BYTES);
    int[] kept = new int[size];
    int[] classes = new int[size];
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      kept[i] = bytes.getInt();
      classes[i] = bytes.getInt();
      values[i] = Float.intBitsToFloat(classes[i]);
    }
    Labels labels =
        classNames.isEmpty() ? new Labels.Values(values) : new Labels.Classes(classNames, classes);
    return new ExampleReader.Labeled(labels, Ints.asList(kept), notes);
  }
}
