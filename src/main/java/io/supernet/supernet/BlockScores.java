package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Forward;
import io.supernet.network.Forward.Block;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat32;

/** What can be said of the blocks of an untrained network: of its cells, or what it has instead. */
final class BlockScores {

  private static final int FEWEST = 2;

  private BlockScores() {}

  /**
   * The outputs of the blocks.
   *
   * @throws SupernetException if the network has fewer than two
   */
  static List<Block> blocks(Untrained scorer, Forward forward) {
    List<Block> blocks = forward.blocks();
    if (blocks.size() < FEWEST) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has %d blocks (outermost scopes with layers in scopes, or decisions), and scorer '%s' compares %d or more; leave it out.",
              scorer.definition().name(), blocks.size(), scorer.name(), FEWEST));
    }
    return blocks;
  }

  /** Float32 {@code [samples, channels]}: each pixel of each example is a sample. */
  static Operand<TFloat32> samples(Ops tf, Operand<TFloat32> output, long channels) {
    return tf.reshape(output, tf.constant(new long[] {-1, channels}));
  }

  /** The product of a matrix, turned, with another of as many rows. */
  static Operand<TFloat32> product(Ops tf, Operand<TFloat32> turned, Operand<TFloat32> other) {
    return tf.linalg.matMul(turned, other, MatMul.transposeA(true));
  }

  /** The eigenvalues of a symmetric matrix, none below 0, ascending. */
  static Operand<TFloat32> eigenvalues(Ops tf, Operand<TFloat32> matrix) {
    return tf.nn.relu(tf.linalg.selfAdjointEig(matrix, SelfAdjointEig.computeV(false)).e());
  }

  /**
   * How evenly a block uses its channels: the entropy, in nats, of the normalized eigenvalues of
   * the covariance of its channels; 0 where its output is constant.
   */
  static Operand<TFloat32> entropy(Ops tf, Block block) {
    Operand<TFloat32> samples =
        samples(tf, block.value(), block.shape().get(block.shape().size() - 1));
    Operand<TFloat32> centered = tf.math.sub(samples, tf.math.mean(samples, tf.constant(0)));
    Operand<TFloat32> values = eigenvalues(tf, product(tf, centered, centered));
    Operand<TFloat32> sum = tf.sum(values, tf.constant(0));
    Operand<TFloat32> shares = tf.math.divNoNan(values, sum);
    return tf.math.neg(tf.sum(tf.math.xlogy(shares, shares), tf.constant(0)));
  }

  /** The entropies of all blocks: float32 {@code [blocks]}. */
  static Operand<TFloat32> entropies(Ops tf, List<Block> blocks) {
    return tf.stack(blocks.stream().map(block -> entropy(tf, block)).toList());
  }
}
