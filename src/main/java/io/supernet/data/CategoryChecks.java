package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.nio.FloatBuffer;
import java.util.List;

/** Whether features number categories. */
final class CategoryChecks {

  /** Float32 counts as far. */
  private static final int MOST = 1 << 24;

  private CategoryChecks() {}

  /** Refuses rows that hold another number than one of a category. */
  static void check(DataSet rows, List<Integer> counts) {
    if (rows.elementType() != ElementType.FLOAT32
        || rows.exampleShape().size() != 1
        || counts.size() != rows.exampleShape().get(0)
        || counts.stream().anyMatch(count -> count < 0 || count == 1 || count > MOST)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The categories %s do not fit data set '%s' of %s examples of shape %s; give a number for each feature of float32 rows: 0, or 2 to %d.",
              counts, rows.name(), rows.elementType(), rows.exampleShape(), MOST));
    }
    FloatBuffer values = rows.examples().asFloatBuffer();
    for (int row = 0; row < rows.size(); row++) {
      for (int feature = 0; feature < counts.size(); feature++) {
        float value = values.get();
        int count = counts.get(feature);
        if (count > 0 && !(value >= 0 && value < count && value == Math.rint(value))) {
          throw new SupernetException(
              DATA,
              Text.of(
                  "Example %d in data set '%s' has %s in feature %d, which numbers %d categories; give a whole number from 0 to %d.",
                  row, rows.name(), value, feature, count, count - 1));
        }
      }
    }
  }
}
