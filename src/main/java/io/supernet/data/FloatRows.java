package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rows of numbers as a data set has them.
 *
 * @param shape {@code [features]}
 * @param bytes one row after another, in native byte order
 */
record FloatRows(List<Long> shape, ByteBuffer bytes) {

  /**
   * A copy of them.
   *
   * @param name of the data set, for messages
   * @param rows {@code [examples][features]}
   */
  static FloatRows of(String name, float[][] rows) {
    if (rows.length == 0) {
      throw new SupernetException(DATA, Text.of("Data set '%s' has no rows; give some.", name));
    }
    int features = rows[0].length;
    ByteBuffer values =
        ByteBuffer.allocate(Math.multiplyExact(rows.length, Math.multiplyExact(4, features)))
            .order(ByteOrder.nativeOrder());
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != features) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Row %d of data set '%s' has %d values, row 0 has %d; give rows of one length.",
                i, name, rows[i].length, features));
      }
      for (float value : rows[i]) {
        values.putFloat(value);
      }
    }
    return new FloatRows(List.of((long) features), values.flip());
  }
}
