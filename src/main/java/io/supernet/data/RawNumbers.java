package io.supernet.data;

import com.google.common.math.Quantiles;
import java.util.stream.IntStream;

/**
 * A column of numbers.
 *
 * @param name of the column
 * @param values by row; NaN where one is missing
 */
@SuppressWarnings("ArrayRecordComponent")
record RawNumbers(String name, float[] values) implements RawColumn {

  @Override
  public TableColumn fit(int[] train) {
    int gaps =
        Math.toIntExact(
            IntStream.range(0, values.length).filter(row -> Float.isNaN(values[row])).count());
    if (gaps == 0) {
      return TableColumn.numbers(name, 0, 0, false);
    }
    double[] present =
        IntStream.of(train)
            .filter(row -> !Float.isNaN(values[row]))
            .mapToDouble(row -> values[row])
            .toArray();
    float fill = present.length == 0 ? 0 : (float) Quantiles.median().compute(present);
    return TableColumn.numbers(name, gaps, fill, present.length < train.length);
  }

  @Override
  public Encoder encoder(TableColumn fitted) {
    return (row, out) -> fitted.put(values[row], out);
  }
}
