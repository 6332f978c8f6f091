package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.network.Forward.Block;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How well gradients pass the blocks of an untrained network: the mean of 2 − s − 1 / s, where s is
 * the largest singular value of what a block makes of gradients, 1 at best. Random signs go in at
 * the output of a block and what comes out at the output of the block before is compared with them;
 * where a block halves the image, its pixels of two by two count as channels. A block that changes
 * nothing, such as one of skips alone, makes it minus infinity.
 *
 * <p>Lee and Ham: AZ-NAS: Assembling Zero-Cost Proxies for Network Architecture Search, CVPR 2024,
 * section 3.4.
 */
final class Trainability extends Untrained {

  static final String NAME = "trainability";

  private static final float LEAST = 1e-6f;

  Trainability(Definition definition, long seed) {
    super(NAME, definition, seed);
  }

  @Override
  Operand<TFloat32> build(Passes passes) {
    Ops tf = passes.tf.withName(NAME);
    List<Block> blocks = BlockScores.blocks(this, passes.forward(0));
    List<Operand<TFloat32>> scores = new ArrayList<>();
    for (int i = 1; i < blocks.size(); i++) {
      Block before = blocks.get(i - 1);
      Block after = blocks.get(i);
      long cut = cut(before.shape(), after.shape());
      Operand<TFloat32> signs = signs(tf, after.value(), i);
      Output<?> passed =
          passes.gradients(after.value(), List.of(before.value()), List.of(signs)).get(0);
      if (cut > 0 && passed.index() >= 0) {
        scores.add(score(tf, before, after, cut, float32(passed), signs));
      }
    }
    if (scores.isEmpty()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "No block of space '%s' reads the one before, and scorer '%s' looks at what passes between; leave it out.",
              definition().name(), NAME));
    }
    return tf.math.mean(tf.stack(scores), tf.constant(0));
  }

  /** 1 or -1 each, in the shape of a value. */
  private static Operand<TFloat32> signs(Ops tf, Operand<TFloat32> like, long seed) {
    Operand<TFloat32> draw =
        tf.random.statelessRandomNormal(
            tf.shape(like), tf.constant(new long[] {seed, seed}), TFloat32.class);
    return tf.math.add(
        tf.math.sign(draw), tf.dtypes.cast(tf.math.equal(draw, tf.constant(0f)), TFloat32.class));
  }

  /**
   * Into how many pixels a side each pixel of the block before is to be taken together, 1 where the
   * image stays; 0 where they cannot be compared.
   */
  private static long cut(List<Long> before, List<Long> after) {
    if (before.size() != after.size()) {
      return 0;
    }
    if (before.size() == 2) {
      return 1;
    }
    long times = before.get(1) / after.get(1);
    return times >= 1
            && before.get(1) == times * after.get(1)
            && before.get(2) == times * after.get(2)
        ? times
        : 0;
  }

  private static Operand<TFloat32> score(
      Ops tf,
      Block before,
      Block after,
      long cut,
      Operand<TFloat32> passed,
      Operand<TFloat32> signs) {
    int last = after.shape().size() - 1;
    Operand<TFloat32> in =
        BlockScores.samples(
            tf,
            cut > 1 ? tf.nn.spaceToDepth(passed, cut) : passed,
            cut * cut * before.shape().get(last));
    Operand<TFloat32> out = BlockScores.samples(tf, signs, after.shape().get(last));
    Operand<TFloat32> samples = tf.dtypes.cast(tf.shape.size(out, tf.constant(0)), TFloat32.class);
    Operand<TFloat32> map = tf.math.div(BlockScores.product(tf, in, out), samples);
    Operand<TFloat32> squares = BlockScores.eigenvalues(tf, BlockScores.product(tf, map, map));
    Operand<TFloat32> value = tf.math.sqrt(tf.max(squares, tf.constant(0)));
    Operand<TFloat32> score =
        tf.math.sub(
            tf.math.sub(tf.constant(2f), value),
            tf.math.reciprocal(tf.math.add(value, tf.constant(LEAST))));
    if (!before.shape().equals(after.shape())) {
      return score;
    }
    Operand<TFloat32> change =
        tf.max(tf.math.abs(tf.math.sub(in, out)), tf.constant(new int[] {0, 1}));
    return tf.select(
        tf.math.equal(change, tf.constant(0f)), tf.constant(Float.NEGATIVE_INFINITY), score);
  }

  @SuppressWarnings("unchecked")
  static Operand<TFloat32> float32(Output<?> output) {
    return (Operand<TFloat32>) (Operand<?>) output;
  }
}
