package io.supernet.supernet;

import io.supernet.network.Definition;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How evenly the blocks of an untrained network use their channels: the sum of the entropies of the
 * normalized eigenvalues of the covariances of their outputs.
 *
 * <p>Lee and Ham: AZ-NAS: Assembling Zero-Cost Proxies for Network Architecture Search, CVPR 2024,
 * section 3.2. There weights are normal; here truncated at two deviations, as in training.
 */
final class Expressivity extends Untrained {

  static final String NAME = "expressivity";

  Expressivity(Definition definition, long seed) {
    super(NAME, definition, seed);
  }

  @Override
  Operand<TFloat32> build(Passes passes) {
    Ops tf = passes.tf.withName(NAME);
    return tf.sum(
        BlockScores.entropies(tf, BlockScores.blocks(this, passes.forward(0))), tf.constant(0));
  }
}
