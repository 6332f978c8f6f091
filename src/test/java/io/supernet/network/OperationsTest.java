package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.cost.Cost;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class OperationsTest {

  static Stream<Arguments> activations() {
    return Stream.of(
        Arguments.of("relu", Operations.relu(), new float[] {0, 0, 0, 1, 7}),
        Arguments.of("relu6", Operations.relu6(), new float[] {0, 0, 0, 1, 6}),
        Arguments.of(
            "tanh",
            Operations.tanh(),
            new float[] {-.9993293f, -.7615942f, 0, .7615942f, .9999983f}),
        Arguments.of(
            "swish",
            Operations.swish(),
            new float[] {-.0719448f, -.2689414f, 0, .7310586f, 6.9936223f}),
        Arguments.of(
            "gelu", Operations.gelu(), new float[] {-.0001267f, -.1586553f, 0, .8413447f, 7}),
        Arguments.of("hard swish", Operations.hardSwish(), new float[] {0, -1 / 3f, 0, 2 / 3f, 7}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void computes(String name, Operation activation, float[] expected) {
    assertThat(output(activation, -4, -1, 0, 1, 7)).containsExactly(expected, offset(1e-6f));
  }

  /** What an operation that keeps the shape makes of a row. */
  private static float[] output(Operation operation, float... row) {
    Definition definition =
        Definition.of("it", operation::apply, Task.table(row.length, row.length));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var input =
          tf.placeholderWithDefault(tf.constant(new float[][] {row}), Shape.of(-1, row.length));
      Variables variables = new Variables(tf, 1);
      var place = new Forward.Place(tf, "it", variables, BatchNormMode.BATCH, null, null, input);
      Forward forward = Forward.subnet(definition, place, Architecture.of());
      try (Session session = new Session(graph)) {
        session.runner().addTarget(variables.initialize()).run().close();
        try (Result result = session.runner().fetch(forward.logits()).run()) {
          float[] values = new float[row.length];
          ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
          return values;
        }
      }
    }
  }

  @Test
  void scalesChannels() {
    // Two pixels of two channels, means 1 and 2; one unit in the middle.
    Operation squeeze =
        (b, x) -> {
          Activation images =
              b.tensorflow(
                  List.of(x),
                  (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, 1, 2, 2})));
          Activation scaled =
              Operations.squeezeExcite(
                      constant(b, "reduce", 0.5f, 2, 1),
                      constant(b, "reduce_bias", -0.5f, 1),
                      constant(b, "expand", 2, 1, 2),
                      constant(b, "expand_bias", -3.5f, 2))
                  .apply(b, images);
          return b.tensorflow(
              List.of(scaled), (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, 4})));
        };
    // relu(0.5 · 1 + 0.5 · 2 - 0.5) = 1; relu6(2 · 1 - 3.5 + 3) / 6 = 1/4.
    assertThat(output(squeeze, 0, 1, 2, 3))
        .containsExactly(new float[] {0, .25f, .5f, .75f}, offset(1e-6f));
    Definition definition = Definition.of("squeeze", squeeze::apply, Task.table(4, 4));
    assertThat(definition.cost(Architecture.of())).isEqualTo(new Cost(2 + 2, 2 + 1 + 2 + 2));
  }

  /** Two heads of size 1 over two tokens, beside what the formula gives. */
  @Test
  void eachHeadAttendsByItself() {
    Operation attention =
        (b, x) -> {
          Activation tokens = shaped(b, x, -1, 2, 6);
          Activation y = Operations.selfAttention(2).apply(b, tokens);
          return b.tensorflow(
              List.of(y),
              (tf, in) ->
                  tf.tile(
                      tf.reshape(in.get(0), tf.constant(new int[] {-1, 4})),
                      tf.constant(new int[] {1, 3})));
        };
    // Query, key and value of the first head, then of the second; the second token.
    float[] tokens = {1, 0, 10, 2, 1, 20, -1, 1, 30, 0, 3, 40};
    double first = 1 / (1 + Math.exp(1)); // Queries times keys: 0 and 1.
    double second = 1 / (1 + Math.exp(4)); // 2 and 6.
    double third = 1 / (1 + Math.exp(-1)); // 0 and -1.
    assertThat(Arrays.copyOf(output(attention, tokens), 4))
        .containsExactly(
            new float[] {
              (float) (30 - 20 * first),
              (float) (40 - 20 * second),
              (float) (30 - 20 * third),
              30 // 0 and 0: the mean of 20 and 40.
            },
            offset(1e-5f));
    Definition definition = Definition.of("attention", attention::apply, Task.table(12, 12));
    assertThat(definition.cost(Architecture.of())).isEqualTo(new Cost(2 * 2 * 2 * 2, 0));
  }

  /** A picture of 3 by 3 in squares of 2, with a class token before them. */
  @Test
  void squaresOfAnImageAreTokens() {
    Operation tokens =
        (b, x) -> {
          Activation squares = Operations.patches(2).apply(b, shaped(b, x, -1, 3, 3, 1));
          Activation sequence =
              Operations.classToken(constant(b, "class", 7, 1, 4), constant(b, "places", 100, 5, 4))
                  .apply(b, squares);
          Activation first = Operations.firstToken().apply(b, sequence);
          Activation all = shaped(b, sequence, -1, 20);
          // 20 numbers and the first 4 again.
          return b.concat(List.of(all, first));
        };
    float[] row = new float[24];
    for (int i = 0; i < 9; i++) {
      row[i] = i + 1;
    }
    Operation whole = (b, x) -> tokens.apply(b, cut(b, x, 9));
    assertThat(output(whole, row))
        .containsExactly(
            new float[] {
              107, 107, 107, 107, 101, 102, 104, 105, 103, 100, 106, 100, 107, 108, 100, 100, 109,
              100, 100, 100, 107, 107, 107, 107
            },
            offset(1e-5f));
  }

  @Test
  void tokensMustFit() {
    Task rows = Task.table(12, 12);
    assertRefused(
        () -> Definition.of("rows", (b, x) -> Operations.selfAttention(2).apply(b, x), rows),
        "this layer reads tokens [batch, tokens, channels], got [-1, 12]");
    assertRefused(
        () ->
            Definition.of(
                "odd",
                (b, x) -> Operations.selfAttention(4).apply(b, shaped(b, x, -1, 2, 6)),
                rows),
        "queries, keys and values of 4 heads do not divide the 6 channels of the tokens");
    assertRefused(
        () ->
            Definition.of(
                "few",
                (b, x) ->
                    Operations.classToken(constant(b, "t", 0, 1, 6), constant(b, "p", 0, 2, 6))
                        .apply(b, shaped(b, x, -1, 2, 6)),
                rows),
        "a class token [1, 6] and positions [2, 6] do not fit tokens [-1, 2, 6]");
    assertRefused(
        () -> Definition.of("table", (b, x) -> Operations.patches(2).apply(b, x), rows),
        "this layer reads images");
  }

  private static Activation shaped(NetworkBuilder b, Activation x, int... shape) {
    return b.tensorflow(List.of(x), (tf, in) -> tf.reshape(in.get(0), tf.constant(shape)));
  }

  private static Activation cut(NetworkBuilder b, Activation x, int columns) {
    return b.tensorflow(
        List.of(x),
        (tf, in) ->
            tf.slice(
                in.get(0), tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, columns})));
  }

  /** Only a kernel of one pixel may leave out what its stride passes over before it looks. */
  @Test
  void aStridedKernelOfOneRowSeesAllColumns() {
    for (List<Long> kernel : List.of(List.of(1L, 3L, 1L, 1L), List.of(3L, 1L, 1L, 1L))) {
      Operation strided =
          (b, x) -> {
            Activation image =
                b.tensorflow(
                    List.of(x),
                    (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, 4, 4, 1})));
            Activation weight = b.weight("kernel", kernel, new Initializer.Constant(1), true);
            Activation y = Operations.conv(weight, 2).apply(b, image);
            return b.tensorflow(
                List.of(y),
                (tf, in) ->
                    tf.tile(
                        tf.reshape(in.get(0), tf.constant(new int[] {-1, 4})),
                        tf.constant(new int[] {1, 4})));
          };
      float[] image = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
      // SAME pads after the end here: columns 0 to 2 and 2 to 3, or rows.
      float[] expected =
          kernel.get(0) == 1 ? new float[] {3, 5, 27, 21} : new float[] {12, 18, 20, 24};
      assertThat(Arrays.copyOf(output(strided, image), 4)).containsExactly(expected, offset(1e-6f));
    }
  }

  private static Activation constant(NetworkBuilder b, String name, float value, long... shape) {
    List<Long> sizes = Arrays.stream(shape).boxed().toList();
    return b.weight(name, sizes, new Initializer.Constant(value), true);
  }

  @Test
  void refusesKernelsThatDoNotFit() {
    Task task = Task.images(4, 4, 3, 2);
    for (List<Long> shape : List.of(List.of(1L, 1L, 2L, 4L), List.of(3L, 3L, 3L))) {
      Network network =
          (b, x) ->
              Operations.conv(b.weight("kernel", shape, Initializer.ones(), true), 1).apply(b, x);
      assertRefused(
          () -> Definition.of("misfit", network, task),
          "a kernel of shape " + shape + " does not fit an input of shape [-1, 4, 4, 3]");
    }
  }
}
