package io.supernet.supernet;

import io.supernet.network.Definition;
import io.supernet.network.Forward.Block;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How much each block of an untrained network adds: the least difference of {@link Expressivity}
 * between a block and the one before.
 *
 * <p>Lee and Ham: AZ-NAS: Assembling Zero-Cost Proxies for Network Architecture Search, CVPR 2024,
 * section 3.3.
 */
final class Progressivity extends Untrained {

  static final String NAME = "progressivity";

  Progressivity(Definition definition, long seed) {
    super(NAME, definition, seed);
  }

  @Override
  Operand<TFloat32> build(Passes passes) {
    Ops tf = passes.tf.withName(NAME);
    List<Block> blocks = BlockScores.blocks(this, passes.forward(0));
    Operand<TFloat32> entropies = BlockScores.entropies(tf, blocks);
    Operand<TInt32> size = tf.constant(new int[] {blocks.size() - 1});
    Operand<TFloat32> later = tf.slice(entropies, tf.constant(new int[] {1}), size);
    Operand<TFloat32> earlier = tf.slice(entropies, tf.constant(new int[] {0}), size);
    return tf.min(tf.math.sub(later, earlier), tf.constant(0));
  }
}
