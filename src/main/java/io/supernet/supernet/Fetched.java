package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

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

  private static float[] array(TFloat32 tensor) {
    float[] value = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(value);
    return value;
  }
}
