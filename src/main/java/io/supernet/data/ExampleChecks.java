package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** What holds for the examples of every data set. */
final class ExampleChecks {

  private ExampleChecks() {}

  /** Fails unless the label of the example at this index is one of the classes. */
  static void checkLabel(int label, int index, int classes, String origin) {
    if (label < 0 || label >= classes) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Label %d of example %d in %s is outside 0..%d; number the classes from 0 or "
                  + "name all of them.",
              label, index, origin, classes - 1));
    }
  }

  /** The examples in a buffer, which has exactly those that are labeled, all finite. */
  static Examples checked(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      ByteBuffer examples,
      Labels labels) {
    checkSizes(name, elementType, exampleShape, examples.remaining(), labels.size());
    ByteBuffer bytes = examples.slice().order(ByteOrder.nativeOrder());
    if (elementType == ElementType.FLOAT32) {
      checkFinite(name, bytes.asFloatBuffer(), labels.size());
    }
    return Examples.of(bytes, labels.size());
  }

  /** Fails unless there are examples, of a shape that makes so many bytes. */
  static void checkSizes(
      String name, ElementType elementType, List<Long> exampleShape, long bytes, int size) {
    if (size == 0) {
      throw new SupernetException(DATA, "Data set '" + name + "' has no examples; give it some.");
    }
    if (exampleShape.isEmpty() || exampleShape.stream().anyMatch(d -> d < 1)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Data set '%s' has examples of shape %s; use [height, width, channels] or "
                  + "[features], each at least 1.",
              name, exampleShape));
    }
    long expected = elementType.bytes() * (long) size;
    for (long dimension : exampleShape) {
      expected = Math.multiplyExact(expected, dimension);
    }
    if (bytes != expected) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Data set '%s' has %d bytes, but %d examples of shape %s and type %s take %d; "
                  + "give one label an example.",
              name, bytes, size, exampleShape, elementType, expected));
    }
  }

  private static void checkFinite(String name, FloatBuffer values, int size) {
    for (int i = 0; i < values.limit(); i++) {
      checkFinite(name, i / (values.limit() / size), values.get(i));
    }
  }

  /** Fails unless a value of an example is a number. */
  static void checkFinite(String name, int example, float value) {
    if (!Float.isFinite(value)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Example %d in data set '%s' has the value %s; replace it by a number.",
              example, name, value));
    }
  }
}
