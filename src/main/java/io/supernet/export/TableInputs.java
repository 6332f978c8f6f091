package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.supernet.Text;
import io.supernet.data.TableColumn;
import io.supernet.data.TableEncoding;
import io.supernet.export.ExportManifest.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Turns the cells of a table's rows into examples in the graph that is served, as the run did with
 * the rows of its file. Each column is an input of its name: float32 {@code [batch]} of numbers,
 * where NaN is missing, or strings {@code [batch]} of categories, where an empty one is missing.
 *
 * @param columns the inputs by the names of columns
 * @param examples float32 {@code [batch, encoding.width()]}
 */
record TableInputs(Map<String, Operand<? extends TType>> columns, Operand<TFloat32> examples) {

  /** The signature that takes columns. */
  static final String KEY = "columns";

  private static final Shape BATCH = Shape.of(Shape.UNKNOWN_SIZE);

  TableInputs {
    columns = ImmutableMap.copyOf(columns);
  }

  /** What {@link #in} takes of a client. */
  static List<TensorInfo> described(TableEncoding encoding) {
    return encoding.columns().stream()
        .map(
            column ->
                new TensorInfo(
                    column.name(),
                    column.isText() ? "string" : "float32",
                    List.of(-1L),
                    column.isText()
                        ? (column.embedded()
                                ? Text.of("one of %,d categories; ", column.texts().size())
                                : "category; ")
                            + "missing where empty"
                        : column.gaps() > 0 ? "raw; missing where NaN" : TensorInfo.FINITE))
        .toList();
  }

  /** What messages hold of a row: a feature for each column. */
  static List<ExampleFeatures.Feature> features(TableEncoding encoding) {
    return encoding.columns().stream()
        .map(
            column ->
                new ExampleFeatures.Feature(
                    column.name(), column.isText(), Shape.scalar(), column.gaps() > 0))
        .toList();
  }

  /**
   * Adds the inputs and what makes examples of them.
   *
   * @param messages where cells are from that no client sends; empty if it has to
   */
  static TableInputs in(Ops tf, TableEncoding encoding, Optional<ExampleFeatures> messages) {
    Map<String, Operand<? extends TType>> inputs = new LinkedHashMap<>();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (TableColumn column : encoding.columns()) {
      int place = inputs.size();
      // Names of operations are plainer than those of columns may be.
      Ops named = tf.withName("column_" + (place + 1));
      if (column.isText()) {
        Operand<TString> cells =
            ServingInputs.input(named, TString.class, BATCH, messages.map(m -> m.texts(place)));
        inputs.put(column.name(), cells);
        texts(tf, column, tf.ensureShape(cells, BATCH), parts);
      } else {
        Operand<TFloat32> cells =
            ServingInputs.input(named, TFloat32.class, BATCH, messages.map(m -> m.numbers(place)));
        inputs.put(column.name(), cells);
        numbers(tf, column, tf.ensureShape(cells, BATCH), parts);
      }
    }
    // TensorFlow joins two or more.
    return new TableInputs(
        inputs, parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(1)));
  }

  /** The inputs, as a client sees them. */
  List<Offer.Port> ports(TableEncoding encoding) {
    return described(encoding).stream()
        .map(info -> new Offer.Port(info, requireNonNull(columns.get(info.name()))))
        .toList();
  }

  private static void numbers(
      Ops tf, TableColumn column, Operand<TFloat32> cells, List<Operand<TFloat32>> parts) {
    Operand<TFloat32> upright = tf.expandDims(cells, tf.constant(1));
    // Where the file has no gap, a row with one is a mistake, and found as a number that is none.
    if (column.gaps() == 0) {
      parts.add(upright);
      return;
    }
    Operand<TBool> missing = tf.math.isNan(upright);
    parts.add(tf.select(missing, tf.constant(column.fill()), upright));
    if (column.flagged()) {
      parts.add(tf.dtypes.cast(missing, TFloat32.class));
    }
  }

  private static void texts(
      Ops tf, TableColumn column, Operand<TString> cells, List<Operand<TFloat32>> parts) {
    Operand<TString> upright = tf.expandDims(tf.strings.strip(cells), tf.constant(1));
    Operand<TBool> missing = isOneOf(tf, upright, TableColumn.MISSING);
    if (column.embedded()) {
      parts.add(number(tf, column, upright, missing));
      return;
    }
    Operand<TBool> known = missing;
    if (!column.texts().isEmpty()) {
      Operand<TBool> own = tf.math.equal(upright, row(tf, column.texts()));
      parts.add(tf.dtypes.cast(own, TFloat32.class));
      known = tf.math.logicalOr(missing, isOneOf(tf, upright, column.texts()));
    }
    if (column.others()) {
      parts.add(tf.dtypes.cast(tf.math.logicalNot(known), TFloat32.class));
    }
    if (column.flagged()) {
      parts.add(tf.dtypes.cast(missing, TFloat32.class));
    }
  }

  /** The number of a category: each is a sum of one term at the most, and so exact. */
  private static Operand<TFloat32> number(
      Ops tf, TableColumn column, Operand<TString> upright, Operand<TBool> missing) {
    int size = column.texts().size();
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i + 1;
    }
    Operand<TBool> own = tf.math.equal(upright, row(tf, column.texts()));
    Operand<TFloat32> number =
        tf.sum(
            tf.math.mul(tf.dtypes.cast(own, TFloat32.class), tf.constant(numbers)),
            tf.constant(1),
            Sum.keepDims(true));
    return column.flagged() ? tf.select(missing, tf.constant((float) (size + 1)), number) : number;
  }

  /** Bool {@code [batch, 1]} for strings of that shape. */
  private static Operand<TBool> isOneOf(Ops tf, Operand<TString> cells, List<String> words) {
    return tf.expandDims(
        tf.any(tf.math.equal(cells, row(tf, words)), tf.constant(1)), tf.constant(1));
  }

  private static Operand<TString> row(Ops tf, List<String> words) {
    return tf.array(words.toArray(String[]::new));
  }
}
