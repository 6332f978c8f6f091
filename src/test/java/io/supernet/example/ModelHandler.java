package io.supernet.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Answers rows of CSV with their classes. One instance serves all threads. */
public class ModelHandler implements HttpHandler, AutoCloseable {
  private final SavedModelBundle model;

  public ModelHandler(Path export, int features) {
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
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int status = 200;
      String answer;
      try {
        answer = Arrays.toString(classify(rows(body)));
      } catch (RuntimeException e) { // no numbers, another number of features, NaN
        status = 400;
        answer = e.toString();
      }
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static float[][] rows(String csv) {
    return csv.lines().map(ModelHandler::row).toArray(float[][]::new);
  }

  private static float[] row(String line) {
    String[] cells = line.split(",", -1);
    float[] row = new float[cells.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.parseFloat(cells[i]);
    }
    return row;
  }

  @Override
  public void close() {
    model.close();
  }
}
