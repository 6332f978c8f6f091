package io.supernet.images;

import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataForm.Request;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.text.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rows of numbers of tf.Examples: their features in the order of the alphabet. */
final class RecordRows {

  private final Request request;
  private Map<String, Integer> widths = Map.of();

  RecordRows(Request request) {
    this.request = request;
  }

  /** Whether a number of each is predicted. */
  boolean areValues() {
    return request.options().task() == TaskKind.REGRESSION;
  }

  /**
   * The numbers of a message.
   *
   * @param place of it, for messages
   */
  float[] row(String place, Message message) {
    Map<String, Integer> found = new TreeMap<>();
    List<Float> row = new ArrayList<>();
    new TreeMap<>(message.features())
        .forEach(
            (name, feature) -> {
              if (Message.LABELS.contains(name) || Message.TEXTS.contains(name)) {
                return;
              }
              if (feature.getBytesList().getValueCount() > 0) {
                throw refused(
                    "The feature '%s' of %s is a text, and only images and numbers are read from records; write a table as CSV.",
                    name, place);
              }
              int before = row.size();
              feature.getFloatList().getValueList().forEach(row::add);
              feature.getInt64List().getValueList().forEach(v -> row.add(v.floatValue()));
              found.put(name, row.size() - before);
            });
    if (row.isEmpty()) {
      throw refused(
          "%s has neither an image nor a number beside its label; write images as image/encoded, and numbers under names of their own.",
          place.substring(0, 1).toUpperCase(Locale.ROOT) + place.substring(1));
    }
    if (widths.isEmpty()) {
      widths = found;
    }
    if (!widths.equals(found)) {
      throw refused(
          "The features of %s and their lengths are %s, those of the first record %s; write the same for all.",
          place, found, widths);
    }
    float[] values = new float[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  /** The data set of a part. */
  DataSet dataSet(
      List<float[]> rows, List<String> labels, List<String> classes, Map<String, Integer> order) {
    float[][] all = rows.toArray(float[][]::new);
    return (areValues()
            ? DataSet.ofValues(request.spec(), all, values(labels))
            : DataSet.ofRows(
                request.spec(), classes, all, labels.stream().mapToInt(order::get).toArray()))
        .withFeatureNames(names());
  }

  private float[] values(List<String> labels) {
    float[] values = new float[labels.size()];
    for (int i = 0; i < values.length; i++) {
      String label = labels.get(i);
      values[i] =
          (float)
              Decimal.parse(label)
                  .orElseThrow(
                      () ->
                          refused(
                              "The label '%s' of data '%s' is no number.", label, request.spec()));
    }
    return values;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    widths.forEach(
        (name, width) -> {
          for (int i = 0; i < width; i++) {
            names.add(width == 1 ? name : name + "_" + i);
          }
        });
    return names;
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(Kind.DATA, Text.of(sentence, values));
  }
}
