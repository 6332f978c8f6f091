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
        TFloat32 tensor = (TFloat32) result.get(index++);
        float[] value = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(value);
        values.put(name, value);
      }
    }
    return values;
  }
}
