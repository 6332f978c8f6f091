package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Task;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Kernels of a supernet with trained matrices against loops over their taps. */
class ElasticKernelTest {

  private static final int CHANNELS = 3;
  private static final int USED = 2;

  /** The kernel of 1, 3 or 5 for the first two of three channels is all that it computes. */
  private static Definition kernel(int size, boolean transform) {
    int length = size * size * USED;
    return Definition.of(
        "kernel",
        (b, x) -> {
          ElasticKernel kernel = new ElasticKernel(b, CHANNELS, List.of(1, 3, 5), transform);
          return b.choose(
              "only",
              x,
              candidate(
                  "k",
                  (c, y) ->
                      c.tensorflow(
                          List.of(y, kernel.part(c, size, USED)),
                          (tf, in) ->
                              tf.math.add(
                                  tf.math.mul(in.get(0), tf.constant(0f)),
                                  tf.reshape(in.get(1), tf.constant(new int[] {1, -1}))))));
        },
        Task.table(length, length));
  }

  @Test
  void takesTheCenterTimesTheMatrix() {
    float[] whole = random(25 * CHANNELS);
    float[] to3 = random(81);
    float[] to1 = random(1);
    float[] five = new float[25 * USED];
    for (int tap = 0; tap < 25; tap++) {
      for (int c = 0; c < USED; c++) {
        five[tap * USED + c] = whole[tap * CHANNELS + c];
      }
    }
    float[] center = center(five, 5);
    float[] three = times(to3, center, 9);
    assertThat(part(5, true, whole, to3, to1)).containsExactly(five, offset(1e-6f));
    assertThat(part(3, true, whole, to3, to1)).containsExactly(three, offset(1e-5f));
    assertThat(part(1, true, whole, to3, to1))
        .containsExactly(times(to1, center(three, 3), 1), offset(1e-5f));
    assertThat(part(3, false, whole)).containsExactly(center, offset(1e-6f));
    assertThat(part(1, false, whole)).containsExactly(center(center, 3), offset(1e-6f));
  }

  private static float[] center(float[] kernel, int size) {
    int inner = size - 2;
    float[] center = new float[inner * inner * USED];
    for (int i = 0; i < center.length; i++) {
      int tap = i / USED;
      int from = (tap / inner + 1) * size + tap % inner + 1;
      center[i] = kernel[from * USED + i % USED];
    }
    return center;
  }

  private static float[] times(float[] matrix, float[] kernel, int taps) {
    float[] product = new float[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      for (int k = 0; k < taps; k++) {
        product[i] += matrix[i / USED * taps + k] * kernel[k * USED + i % USED];
      }
    }
    return product;
  }

  /** The kernel that a supernet computes from these weights. */
  private static float[] part(int size, boolean transform, float[]... weights) {
    int length = size * size * USED;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(tf, 1);
      Operand<TFloat32> input =
          tf.placeholderWithDefault(tf.constant(new float[1][length]), Shape.of(-1, length));
      Forward.Place place =
          new Forward.Place(tf, "it", variables, BatchNormMode.BATCH, null, null, input);
      Operand<TInt32> path = tf.constant(new int[] {0});
      Forward forward = Forward.supernet(kernel(size, transform), place, path);
      Operand<TFloat32> value = tf.placeholder(TFloat32.class);
      try (Session session = new Session(graph)) {
        for (int i = 0; i < weights.length; i++) {
          Variable variable = variables.all().get(i);
          long[] shape = variable.shape().stream().mapToLong(Long::longValue).toArray();
          try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(weights[i]))) {
            session
                .runner()
                .feed(value, tensor)
                .addTarget(tf.assignVariableOp(variable.handle(), value))
                .run()
                .close();
          }
        }
        try (Result result = session.runner().fetch(forward.logits()).run()) {
          float[] values = new float[length];
          ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
          return values;
        }
      }
    }
  }

  private static float[] random(int size) {
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
