package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.PlainNames;
import io.supernet.network.Variables;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apiguardian.api.API;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How well the rectifiers of an untrained network tell examples apart: ln |det K|, where K counts
 * for each two examples the rectifiers that are on for both or off for both. Minus infinity where
 * two examples look the same.
 *
 * <p>Mellor, Turner, Storkey and Crowley: Neural Architecture Search without Training, ICML 2021.
 * There each network is built and drawn anew, and reads images; here one graph with fresh weights
 * scores every path, and reads {@value #EXAMPLES} examples of noise from N(0, 1), so that no data
 * are needed. Rectifiers count on the whole path, whether the output depends on them or not.
 */
@API(status = INTERNAL)
public final class Naswot implements Scorer {

  /** What it is called in lists. */
  public static final String NAME = "naswot";

  private static final int EXAMPLES = 64;

  private final Definition definition;
  private final long seed;

  /**
   * A scorer; it builds a graph for each batch of architectures, so give it many at once.
   *
   * @param seed of the weights and the noise
   */
  public Naswot(Definition definition, long seed) {
    this.definition = definition;
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Price price() {
    return Price.EVALUATION;
  }

  @Override
  public double[] score(List<Architecture> architectures) {
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      Placeholder<TInt32> path =
          tf.withName("feed.path")
              .placeholder(TInt32.class, Placeholder.shape(Shape.of(definition.switchCount())));
      Variables variables = new Variables(tf, seed);
      Operand<TFloat32> kernel = kernel(tf, path, variables);
      try (Session session = new Session(graph, SessionConfig.of(0))) {
        session.run(variables.initialize());
        return architectures.stream().mapToDouble(a -> score(session, path, kernel, a)).toArray();
      }
    }
  }

  private Operand<TFloat32> kernel(Ops tf, Operand<TInt32> path, Variables variables) {
    Forward forward =
        Forward.supernet(
            definition,
            new Forward.Place(
                tf, "untrained", variables, BatchNormMode.BATCH, tf.constant(0), noise(tf)),
            path);
    if (forward.rectifiers() == 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has no rectifiers, which scorer '%s' looks at; leave it out.",
              definition.name(), NAME));
    }
    Ops scores = tf.withName("naswot");
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

  private Operand<TFloat32> noise(Ops tf) {
    Random random = new Random(seed);
    long[] shape =
        LongStream.concat(
                LongStream.of(EXAMPLES),
                definition.task().inputShape().stream().mapToLong(size -> size))
            .toArray();
    float[] values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return tf.constant(Shape.of(shape), DataBuffers.of(values));
  }

  private double score(
      Session session, Operand<TInt32> path, Operand<TFloat32> kernel, Architecture architecture) {
    double[][] counts = new double[EXAMPLES][EXAMPLES];
    try (TInt32 switches = TInt32.vectorOf(definition.switches(architecture));
        Result result = session.runner().feed(path, switches).fetch(kernel).run()) {
      TFloat32 values = (TFloat32) result.get(0);
      for (int i = 0; i < EXAMPLES; i++) {
        for (int j = 0; j < EXAMPLES; j++) {
          counts[i][j] = values.getFloat(i, j);
        }
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
