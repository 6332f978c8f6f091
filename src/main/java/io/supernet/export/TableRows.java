package io.supernet.export;

import io.supernet.data.DataSet;
import io.supernet.data.TableColumn;
import io.supernet.data.TableEncoding;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Rows of a table as a client sends them to a served model: rows that become given examples. */
final class TableRows {

  private TableRows() {}

  /**
   * The inputs by the names of columns; the caller closes them.
   *
   * @param count how many examples, from the first on
   */
  static Map<String, Tensor> of(TableEncoding encoding, DataSet data, int count) {
    FloatBuffer values = data.examples().asFloatBuffer();
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
    return inputs;
  }
}
