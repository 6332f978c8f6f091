package com.acme.service;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code supernet.json} beside a model says of it; the file says more.
 *
 * @param input what the model takes
 * @param outputs what it gives, the most important first
 * @param classNames the class of each index; none of a regression
 * @param multilabel whether an example may be of several classes, or of none
 */
record ModelInfo(Tensor input, List<Tensor> outputs, List<String> classNames, boolean multilabel) {

  /**
   * An input or output.
   *
   * @param type {@code uint8} or {@code float32}
   * @param shape with -1 for the batch
   */
  record Tensor(String name, String type, List<Long> shape) {}

  static ModelInfo read(Path version) throws IOException {
    Path file = version.resolve("supernet.json");
    try {
      ModelInfo info = new Gson().fromJson(Files.readString(file), ModelInfo.class);
      if (info != null && info.input != null && info.outputs != null && info.classNames != null) {
        return info;
      }
    } catch (JsonParseException e) {
      throw new IOException("'" + file + "' is not JSON.", e);
    }
    throw new IOException("'" + file + "' does not say what the model is.");
  }

  /** Whether it takes images, as bytes, and no rows of numbers. */
  boolean takesImages() {
    return input.type().equals("uint8");
  }

  /** The shape of one example: {@code [height, width, channels]} or {@code [features]}. */
  List<Long> exampleShape() {
    return input.shape().subList(1, input.shape().size());
  }

  /** The shape of so many examples. */
  long[] shape(int examples) {
    long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
    shape[0] = examples;
    return shape;
  }

  /** How many bytes so many examples take. */
  int bytes(int examples) {
    long values = exampleShape().stream().reduce((long) examples, Math::multiplyExact);
    return Math.toIntExact(takesImages() ? values : Math.multiplyExact(4, values));
  }
}
