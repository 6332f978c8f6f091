package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.space.Architecture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Convolutions against loops, over all combinations of kernel, stride and dilation. */
class ConvolutionTest {

  private static final int HEIGHT = 7;
  private static final int WIDTH = 6;
  private static final int IN = 2;
  private static final int OUT = 3;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1", "3, 1, 1", "3, 2, 1", "5, 2, 1", "3, 1, 2", "3, 2, 2", "5, 1, 2", "3, 1, 3"
  })
  void isTheSumOverItsWindow(int kernel, int stride, int dilation) {
    int height = (HEIGHT + stride - 1) / stride;
    int width = (WIDTH + stride - 1) / stride;
    for (boolean depthwise : new boolean[] {false, true}) {
      int out = depthwise ? IN : OUT;
      Network network =
          (b, x) -> {
            Activation y =
                depthwise
                    ? b.depthwiseConv("it", x, kernel, stride, dilation)
                    : b.conv("it", x, OUT, kernel, stride, dilation);
            assertThat(y.shape()).containsExactly(-1L, (long) height, (long) width, (long) out);
            int size = b.task().classes();
            return b.tensorflow(
                List.of(y), (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, size})));
          };
      Definition definition =
          Definition.of("one layer", network, Task.images(HEIGHT, WIDTH, IN, height * width * out));
      float[] image = new float[HEIGHT * WIDTH * IN];
      Random random = new Random(kernel);
      for (int i = 0; i < image.length; i++) {
        image[i] = (float) random.nextGaussian();
      }
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        Variables variables = new Variables(tf, 1);
        Operand<TFloat32> input =
            tf.placeholderWithDefault(
                tf.reshape(tf.constant(image), tf.constant(new int[] {1, HEIGHT, WIDTH, IN})),
                Shape.of(-1, HEIGHT, WIDTH, IN));
        Forward forward =
            Forward.subnet(
                definition,
                new Forward.Place(tf, "it", variables, BatchNormMode.BATCH, null, null, input),
                Architecture.of());
        try (Session session = new Session(graph)) {
          session.runner().addTarget(variables.initialize()).run().close();
          try (Result result =
              session
                  .runner()
                  .fetch(forward.logits())
                  .fetch(forward.reads().get(0).value())
                  .run()) {
            float[] weights = floats((TFloat32) result.get(1));
            float[] actual = floats((TFloat32) result.get(0));
            float[] expected = byLoops(image, weights, kernel, stride, dilation, out, depthwise);
            assertThat(actual).hasSameSizeAs(expected).containsExactly(expected, offset(1e-5f));
          }
        }
      }
    }
  }

  private static float[] byLoops(
      float[] image, float[] w, int kernel, int stride, int dilation, int out, boolean depthwise) {
    int height = (HEIGHT + stride - 1) / stride;
    int width = (WIDTH + stride - 1) / stride;
    int reach = (kernel - 1) * dilation + 1;
    int top = Math.max((height - 1) * stride + reach - HEIGHT, 0) / 2;
    int left = Math.max((width - 1) * stride + reach - WIDTH, 0) / 2;
    float[] y = new float[height * width * out];
    for (int i = 0; i < y.length; i++) {
      int o = i % out;
      for (int tap = 0; tap < kernel * kernel; tap++) {
        int row = i / out / width * stride - top + tap / kernel * dilation;
        int column = i / out % width * stride - left + tap % kernel * dilation;
        if (row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH) {
          continue;
        }
        for (int c = 0; c < IN; c++) {
          float pixel = image[(row * WIDTH + column) * IN + c];
          y[i] +=
              depthwise
                  ? (c == o ? pixel * w[tap * IN + c] : 0)
                  : pixel * w[(tap * IN + c) * OUT + o];
        }
      }
    }
    return y;
  }

  private static float[] floats(TFloat32 tensor) {
    float[] values = new float[(int) tensor.size()];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
