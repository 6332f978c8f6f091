package io.supernet.export;

import com.google.common.collect.ImmutableMap;
import io.supernet.data.DataSet;
import io.supernet.data.TableColumn;
import io.supernet.data.TableEncoding;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Rows of a table as a client sends them to a served model: rows that become given examples.
 *
 * @param inputs by the names of columns; none where an example is sent as it stands
 */
record TableRows(Map<String, Tensor> inputs) implements AutoCloseable {

  TableRows {
    inputs = ImmutableMap.copyOf(inputs);
  }

  /** Those of the first examples, as {@link TableInputs#signatures} wants them. */
  static TableRows of(DataSet data, int count) {
    return data.encoding()
        .filter(encoding -> !encoding.isPlain())
        .map(encoding -> of(encoding, data, count))
        .orElse(new TableRows(Map.of()));
  }

  /** Those of the first examples. */
  static TableRows of(TableEncoding encoding, DataSet data, int count) {
    FloatBuffer values = data.examples(0, count).asFloatBuffer();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    int from = 0;
    for (TableColumn column : encoding.columns()) {
      float[] numbers = new float[count];
      String[] texts = new String[count];
      for (int i = 0; i < count; i++) {
        FloatBuffer cell = values.duplicate().position(i * encoding.width() + from);
        if (column.isText()) {
          texts[i] = column.text(cell);
        } else {
          numbers[i] = column.number(cell);
        }
      }
      inputs.put(
          column.name(), column.isText() ? TString.vectorOf(texts) : TFloat32.vectorOf(numbers));
      from += column.width();
    }
    return new TableRows(inputs);
  }

  /** What is sent. */
  Map<String, Tensor> orElse(Map<String, Tensor> examples) {
    return inputs.isEmpty() ? examples : inputs;
  }

  @Override
  public void close() {
    inputs.values().forEach(Tensor::close);
  }
}
