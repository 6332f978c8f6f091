package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** What the weights of one architecture are in a supernet: whole variables, or parts of them. */
@API(status = INTERNAL)
public final class Inheritance {

  private final Map<String, float[]> supernet;
  private final Map<String, Placeholder<TFloat32>> wholes = new LinkedHashMap<>();

  private Inheritance(Map<String, float[]> supernet) {
    this.supernet = supernet;
  }

  /**
   * The values of some weights.
   *
   * @param weights of one architecture, as {@link Definition#weights} gives them
   * @param supernet values of the supernet's variables by name
   * @throws IllegalArgumentException if one is missing, or of another size
   */
  public static Map<String, float[]> of(List<WeightSpec> weights, Map<String, float[]> supernet) {
    return new Inheritance(supernet).values(weights);
  }

  private Map<String, float[]> values(List<WeightSpec> weights) {
    Map<String, float[]> values = new HashMap<>();
    Map<String, Operand<TFloat32>> parts = new LinkedHashMap<>();
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      for (WeightSpec weight : weights) {
        if (weight.initializer() instanceof Initializer.Part part) {
          List<Operand<TFloat32>> from = new ArrayList<>();
          part.from().forEach(whole -> from.add(whole(tf, whole)));
          parts.put(weight.name(), part.operation().apply(tf.withName("part"), from));
        } else {
          values.put(weight.name(), value(weight));
        }
      }
      values.putAll(computed(graph, parts));
    }
    return values;
  }

  private Operand<TFloat32> whole(Ops tf, WeightSpec spec) {
    return wholes.computeIfAbsent(
        spec.name(), name -> tf.placeholder(TFloat32.class, Placeholder.shape(shape(spec))));
  }

  private Map<String, float[]> computed(Graph graph, Map<String, Operand<TFloat32>> parts) {
    Map<String, float[]> values = new HashMap<>();
    if (parts.isEmpty()) {
      return values;
    }
    List<TFloat32> fed = new ArrayList<>();
    try (Session session = new Session(graph)) {
      Session.Runner runner = session.runner();
      wholes.forEach(
          (name, placeholder) -> {
            float[] value = checked(name, placeholder.shape().size());
            TFloat32 tensor =
                TFloat32.tensorOf(
                    placeholder.shape(), t -> t.asRawTensor().data().asFloats().write(value));
            fed.add(tensor);
            runner.feed(placeholder, tensor);
          });
      parts.values().forEach(runner::fetch);
      try (Result result = runner.run()) {
        int index = 0;
        for (String name : parts.keySet()) {
          TFloat32 tensor = (TFloat32) result.get(index++);
          float[] value = new float[Math.toIntExact(tensor.size())];
          tensor.asRawTensor().data().asFloats().read(value);
          values.put(name, value);
        }
      }
      return values;
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  private float[] value(WeightSpec weight) {
    return checked(weight.name(), weight.size());
  }

  private float[] checked(String name, long size) {
    float[] value = supernet.get(name);
    if (value == null || value.length != size) {
      throw new IllegalArgumentException(
          Text.of(
              "Weight '%s' has %d values; the supernet has %s.",
              name, size, value == null ? "none" : value.length));
    }
    return value;
  }

  private static Shape shape(WeightSpec spec) {
    return Shape.of(spec.shape().stream().mapToLong(Long::longValue).toArray());
  }
}
