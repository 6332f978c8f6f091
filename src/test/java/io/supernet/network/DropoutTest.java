package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class DropoutTest {

  private static final int SIZE = 10_000;

  @Test
  void leavesOutAsManyAsItSaysAndKeepsTheMean() {
    float[] half = ones(0.5f, 1, "a/1");
    assertThat(half).containsOnly(0, 2);
    assertThat(sum(half)).isCloseTo(SIZE, within(0.05 * SIZE));
    float[] quarter = ones(0.2f, 1, "a/1");
    assertThat(quarter).containsOnly(0, 1.25f);
    assertThat(sum(quarter)).isCloseTo(SIZE, within(0.05 * SIZE));
    assertThat(ones(0, 1, "a/1")).containsOnly(1);
  }

  @Test
  void eachStepAndPlaceHasItsOwn() {
    float[] first = ones(0.5f, 1, "a/1");
    assertThat(ones(0.5f, 1, "a/1")).isEqualTo(first);
    // Half of what one of them leaves out is left out by the other.
    assertThat(both(first, ones(0.5f, 2, "a/1"))).isCloseTo(SIZE / 4.0, within(0.05 * SIZE));
    assertThat(both(first, ones(0.5f, 1, "a/2"))).isCloseTo(SIZE / 4.0, within(0.05 * SIZE));
  }

  @Test
  void refusesToDropAll() {
    assertRefused(() -> network((b, x) -> b.dropout(x, 1)), "dropout rate", "1");
    assertRefused(
        () -> network((b, x) -> b.dropout("rate", x, List.of(0, 100))),
        "dropout in percent",
        "100");
  }

  private static void network(Network network) {
    Definition.of("all", network, Task.table(2, 2));
  }

  private static float[] ones(float rate, long step, String place) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = PlainNames.in(graph);
      Operand<TFloat32> x = tf.fill(tf.constant(new int[] {SIZE}), tf.constant(1f));
      Operand<TFloat32> dropped =
          Dropout.apply(
              tf, x, tf.constant(new float[] {rate}), tf.constant(new long[] {7, step}), place);
      float[] values = new float[SIZE];
      try (Result result = session.runner().fetch(dropped).run()) {
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values));
      }
      return values;
    }
  }

  private static double sum(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }

  private static double both(float[] one, float[] other) {
    return IntStream.range(0, SIZE).filter(i -> one[i] == 0 && other[i] == 0).count();
  }
}
