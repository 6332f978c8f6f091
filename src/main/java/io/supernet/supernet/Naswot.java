package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * How well the rectifiers of an untrained network tell examples apart: ln |det K|, where K counts
 * for each two examples the rectifiers that are on for both or off for both. Minus infinity where
 * two examples look the same.
 *
 * <p>Mellor, Turner, Storkey and Crowley: Neural Architecture Search without Training, ICML 2021.
 * There each network reads images; here noise, as {@link Untrained} says. Rectifiers count on the
 * whole path, whether the output depends on them or not.
 */
final class Naswot extends Untrained {

  /** What it is called in lists. */
  static final String NAME = "naswot";

  /**
   * A scorer.
   *
   * @param seed of the weights and the noise
   */
  Naswot(Definition definition, long seed) {
    super(NAME, definition, seed);
  }

  @Override
  Operand<TFloat32> build(Passes passes) {
    Forward forward = passes.forward(0);
    if (forward.rectifiers() == 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has no rectifiers, which scorer '%s' looks at; leave it out.",
              definition().name(), NAME));
    }
    Ops scores = passes.tf.withName(NAME);
    Operand<TFloat32> zero =
        scores.zeros(scores.constant(new int[] {EXAMPLES, EXAMPLES}), TFloat32.class);
    return forward.ofRectifiers(zero, output -> agreement(scores, output));
  }

  /** For each two examples, on how many units of one rectifier they agree. */
  private static Operand<TFloat32> agreement(Ops tf, Operand<TFloat32> output) {
    Operand<TFloat32> units = tf.reshape(output, tf.constant(new int[] {EXAMPLES, -1}));
    Operand<TFloat32> on = tf.dtypes.cast(tf.math.greater(units, tf.constant(0f)), TFloat32.class);
    Operand<TFloat32> off = tf.math.sub(tf.constant(1f), on);
    MatMul.Options transposed = MatMul.transposeB(true);
    return tf.math.add(
        tf.linalg.matMul(on, on, transposed), tf.linalg.matMul(off, off, transposed));
  }

  @Override
  double score(TFloat32 value) {
    double[][] counts = new double[EXAMPLES][EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < EXAMPLES; j++) {
        counts[i][j] = value.getFloat(i, j);
      }
    }
    return logDeterminant(MatrixUtils.createRealMatrix(counts));
  }

  /** The logarithm of the determinant's size, which itself is beyond all numbers. */
  static double logDeterminant(RealMatrix matrix) {
    LUDecomposition parts = new LUDecomposition(matrix);
    if (parts.getSolver() == null || !parts.getSolver().isNonSingular()) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      sum += Math.log(Math.abs(parts.getU().getEntry(i, i)));
    }
    return sum;
  }
}
