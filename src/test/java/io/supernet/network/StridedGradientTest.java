package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.OtherJvm;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradient of a strided 1×1 kernel against loops, also with the kernels of a CPU with AVX2: of
 * those, oneDNN's own is wrong for few input channels, or destroys the heap.
 */
class StridedGradientTest {

  private static final int BATCH = 32;
  private static final int SIZE = 16;
  private static final int OUT_SIZE = SIZE / 2;
  private static final int FILTERS = 8;

  @TempDir Path folder;

  @Test
  void isRightOnThisMachine() {
    for (int channels = 1; channels <= 9; channels++) {
      assertThat(error(channels)).as("%d channels", channels).isLessThan(1e-4);
    }
  }

  @Test
  void isRightWithTheKernelsOfAnOlderMachine() throws Exception {
    try (OtherJvm older =
        OtherJvm.start(
            folder.resolve("output"),
            List.of("env", "TF_ENABLE_ONEDNN_OPTS=1", "ONEDNN_MAX_CPU_ISA=AVX2"),
            List.of(
                "-Djava.io.tmpdir=" + folder,
                "-XX:ErrorFile=" + folder.resolve("crash"),
                "-cp",
                System.getProperty("java.class.path"),
                StridedGradientTest.class.getName()))) {
      assertThat(older.exit()).as(older.output()).isZero();
    }
  }

  /** Ends with 1 if a gradient is wrong. */
  public static void main(String[] args) {
    for (int channels = 1; channels <= 9; channels++) {
      double error = error(channels);
      if (!(error < 1e-4)) {
        System.out.println(channels + " channels: wrong by " + error);
        System.exit(1);
      }
    }
  }

  /** The largest error of the kernel's gradient, as a share of its largest entry. */
  private static double error(int channels) {
    Random random = new Random(channels);
    float[] images = normal(random, BATCH * SIZE * SIZE * channels);
    float[] upstream = normal(random, BATCH * OUT_SIZE * OUT_SIZE * FILTERS);
    float[] actual = gradient(channels, images, upstream);
    double[] expected = byLoops(channels, images, upstream);
    double error = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      error = Math.max(error, Math.abs(expected[i] - actual[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return error / largest;
  }

  private static float[] gradient(int channels, float[] images, float[] upstream) {
    int outputs = OUT_SIZE * OUT_SIZE * FILTERS;
    Network network =
        (b, x) ->
            b.tensorflow(
                List.of(b.conv("it", x, FILTERS, 1, 2)),
                (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, outputs})));
    Definition definition =
        Definition.of("one layer", network, Task.images(SIZE, SIZE, channels, outputs));
    try (Graph graph = new Graph();
        TFloat32 batch =
            TFloat32.tensorOf(
                Shape.of(BATCH, SIZE, SIZE, channels), DataBuffers.of(images, true, false));
        TFloat32 factors =
            TFloat32.tensorOf(Shape.of(BATCH, outputs), DataBuffers.of(upstream, true, false))) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(tf, 1);
      var input = tf.placeholder(TFloat32.class);
      var factor = tf.placeholder(TFloat32.class);
      Forward forward =
          Forward.subnet(
              definition,
              new Forward.Place(tf, "it", variables, BatchNormMode.BATCH, null, null, input),
              Architecture.of());
      Operand<TFloat32> scalar =
          tf.sum(tf.math.mul(forward.logits(), factor), tf.constant(new int[] {0, 1}));
      var weight = forward.reads().get(0).value();
      var gradient =
          graph.addGradients(scalar.asOutput(), new org.tensorflow.Output<?>[] {weight.asOutput()});
      try (Session session = new Session(graph)) {
        session.runner().addTarget(variables.initialize()).run().close();
        try (Result result =
            session.runner().feed(input, batch).feed(factor, factors).fetch(gradient[0]).run()) {
          float[] values = new float[channels * FILTERS];
          ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
          return values;
        }
      }
    }
  }

  private static double[] byLoops(int channels, float[] images, float[] upstream) {
    double[] gradient = new double[channels * FILTERS];
    for (int place = 0; place < BATCH * OUT_SIZE * OUT_SIZE; place++) {
      int example = place / (OUT_SIZE * OUT_SIZE);
      int row = place / OUT_SIZE % OUT_SIZE * 2;
      int column = place % OUT_SIZE * 2;
      int pixel = (example * SIZE + row) * SIZE + column;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] +=
            (double) images[pixel * channels + i / FILTERS]
                * upstream[place * FILTERS + i % FILTERS];
      }
    }
    return gradient;
  }

  private static float[] normal(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
