package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class AlphaDivergenceTest {

  /** Three examples of two classes, by hand. */
  @Test
  void teachesByTheLargerOfTwoDivergences() {
    float[] teacher = {0.9f, 0.1f, 0.5f, 0.5f, 0.9f, 0.1f};
    float[] student = {0.5f, 0.5f, 0.9f, 0.1f, 0.9f, 0.1f};
    float[] targets = targets(teacher, student);
    // p = (0.9, 0.1), q = (0.5, 0.5). D(1) = 0.9 ln 1.8 + 0.1 ln 0.2 = 0.3681. Ratios q/p are 5/9
    // and 5; D(-1) = (0.5 (5/9 - 1) + 0.5 · 4) / 2 = 0.8889, which is larger. Σ q r = 2.7778, so
    // that t = 3.7778 · 0.5 - 0.5 (5/9, 5) = (1.6111, -0.6111).
    assertThat(targets[0]).isCloseTo(1.6111f, within(1e-3f));
    assertThat(targets[1]).isCloseTo(-0.6111f, within(1e-3f));
    // p = (0.5, 0.5), q = (0.9, 0.1). D(1) = 0.5 ln(5/9) + 0.5 ln 5 = 0.5108. Ratios are 1.8 and
    // 0.2; D(-1) = (0.9 · 0.8 + 0.1 · -0.8) / 2 = 0.32, which is smaller: the targets are p.
    assertThat(targets[2]).isCloseTo(0.5f, within(1e-5f));
    assertThat(targets[3]).isCloseTo(0.5f, within(1e-5f));
    // Who says the same has nothing to learn: the gradient q - t is 0.
    assertThat(targets[4]).isCloseTo(0.9f, within(1e-5f));
    assertThat(targets[5]).isCloseTo(0.1f, within(1e-5f));
  }

  @Test
  void boundsRatiosAndStaysFinite() {
    float[] targets = targets(new float[] {0, 1}, new float[] {0.5f, 0.5f});
    // Ratios are 5, by the bound, and 0.5: Σ q r = 2.75, t = 3.75 · 0.5 - (2.5, 0.25).
    assertThat(targets[0]).isCloseTo(-0.625f, within(1e-4f));
    assertThat(targets[1]).isCloseTo(1.625f, within(1e-4f));
  }

  private static float[] targets(float[] teacher, float[] student) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> logits = tf.math.log(rows(tf, student));
      Operand<TFloat32> targets = AlphaDivergence.targets(tf, rows(tf, teacher), logits);
      try (var result = session.runner().fetch(targets).run()) {
        TFloat32 values = (TFloat32) result.get(0);
        float[] all = new float[Math.toIntExact(values.size())];
        values.asRawTensor().data().asFloats().read(all);
        return all;
      }
    }
  }

  private static Operand<TFloat32> rows(Ops tf, float[] values) {
    return tf.reshape(tf.constant(values), tf.constant(new int[] {-1, 2}));
  }
}
