package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.primitives.Doubles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Values of a graph as Java arrays. */
@API(status = INTERNAL)
public final class Fetched {

  private Fetched() {}

  /** Runs and gives what is wanted, by the names it was asked for by. */
  public static Map<String, float[]> floats(
      Session.Runner runner, Map<String, Operand<TFloat32>> wanted) {
    wanted.values().forEach(runner::fetch);
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (String name : wanted.keySet()) {
        values.put(name, array((TFloat32) result.get(index++)));
      }
    }
    return values;
  }

  /** Runs and gives one value. */
  public static float[] floats(Session.Runner runner, Operand<TFloat32> wanted) {
    try (Result result = runner.fetch(wanted).run()) {
      return array((TFloat32) result.get(0));
    }
  }

  /**
   * What was fetched from one place on, float64, one value after another.
   *
   * @param from 0 for all
   */
  public static double[] doubles(Result result, int from) {
    return Doubles.concat(
        IntStream.range(from, result.size())
            .mapToObj(i -> array((TFloat64) result.get(i)))
            .toArray(double[][]::new));
  }

  private static double[] array(TFloat64 tensor) {
    double[] value = new double[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asDoubles().read(value);
    return value;
  }

  private static float[] array(TFloat32 tensor) {
    float[] value = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(value);
    return value;
  }
}
