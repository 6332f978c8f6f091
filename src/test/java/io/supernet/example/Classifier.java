package io.supernet.example;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Tells the classes of rows. One instance serves all threads. */
public class Classifier implements AutoCloseable {
  private final SavedModelBundle model;

  public Classifier(Path export, int features) {
    model = SavedModelBundle.load(export.toString());
    classify(new float[1][features]); // warm-up: the first call is much slower than the others
  }

  /** The class of each row; rows are [batch][features]. */
  public long[] classify(float[][] rows) {
    try (TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(rows));
        Result result = model.call(Map.of("features", input))) {
      TInt64 classes = (TInt64) result.get("class").orElseThrow();
      long[] found = new long[rows.length];
      Arrays.setAll(found, i -> classes.getLong(i));
      return found;
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
