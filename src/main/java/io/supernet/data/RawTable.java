package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table in memory, as it was read.
 *
 * @param name what messages and reports call it
 * @param columns that are learned from
 * @param labels of the rows
 * @param label the name of their column
 * @param leftOut why other columns are left out, by name
 */
record RawTable(
    String name,
    List<RawColumn> columns,
    Labels labels,
    String label,
    Map<String, String> leftOut) {

  RawTable {
    columns = ImmutableList.copyOf(columns);
    leftOut = ImmutableMap.copyOf(leftOut);
  }

  /** How rows become examples, as the training rows say. */
  TableEncoding fit(int[] train) {
    return new TableEncoding(
        columns.stream().map(column -> column.fit(train)).toList(), label, leftOut);
  }

  /**
   * The examples of some rows, in their order.
   *
   * @throws SupernetException if the table has other columns, or the examples do not fit an array
   */
  DataSet encode(TableEncoding encoding, int[] rows) {
    refuseOther(encoding);
    long bytes = (long) Float.BYTES * encoding.width() * rows.length;
    if (bytes > Integer.MAX_VALUE) {
      throw new SupernetException(
          DATA,
          Text.of(
              "%,d rows of data set '%s' become %,d numbers each, more than fit; take fewer rows, or leave columns of many categories out.",
              rows.length, name, encoding.width()));
    }
    ByteBuffer examples = ByteBuffer.allocate((int) bytes).order(ByteOrder.nativeOrder());
    FloatBuffer out = examples.asFloatBuffer();
    List<RawColumn.Encoder> encoders =
        Streams.zip(columns.stream(), encoding.columns().stream(), RawColumn::encoder).toList();
    for (int row : rows) {
      for (RawColumn.Encoder encoder : encoders) {
        encoder.put(row, out);
      }
    }
    return DataSet.ofTable(name, encoding, examples, labels.subset(rows));
  }

  /** All rows, fitted on all of them. */
  DataSet whole() {
    int[] all = IntStream.range(0, labels.size()).toArray();
    return encode(fit(all), all);
  }

  private void refuseOther(TableEncoding encoding) {
    List<String> now = columns.stream().map(column -> kind(column.name(), isText(column))).toList();
    List<String> then =
        encoding.columns().stream().map(column -> kind(column.name(), column.isText())).toList();
    if (!now.equals(then) || !label.equals(encoding.label())) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Data set '%s' has other columns than before: %s and the label %s, where it had %s and the label %s; restore the file.",
              name, String.join(", ", now), label, String.join(", ", then), encoding.label()));
    }
  }

  private static boolean isText(RawColumn column) {
    return column instanceof RawTexts;
  }

  private static String kind(String name, boolean text) {
    return text ? name + " (categories)" : name;
  }
}
