package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.supernet.SupernetException;
import io.supernet.space.Architecture;
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
            "hard sigmoid", Operations.hardSigmoid(), new float[] {0, 1 / 3f, 1 / 2f, 2 / 3f, 1}),
        Arguments.of("hard swish", Operations.hardSwish(), new float[] {0, -1 / 3f, 0, 2 / 3f, 7}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void computes(String name, Operation activation, float[] expected) {
    Definition definition = Definition.of(name, activation::apply, Task.table(5, 5));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var input =
          tf.placeholderWithDefault(
              tf.constant(new float[][] {{-4, -1, 0, 1, 7}}), Shape.of(-1, 5));
      var place =
          new Forward.Place(tf, "it", new Variables(tf, 1), BatchNormMode.BATCH, null, input);
      Forward forward = Forward.subnet(definition, place, Architecture.of());
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(forward.logits()).run()) {
        float[] actual = new float[5];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(actual);
        assertThat(actual).containsExactly(expected, offset(1e-6f));
      }
    }
  }

  @Test
  void refusesKernelsThatDoNotFit() {
    Task task = Task.images(4, 4, 3, 2);
    for (List<Long> shape : List.of(List.of(1L, 1L, 2L, 4L), List.of(3L, 3L, 3L))) {
      Network network =
          (b, x) ->
              Operations.conv(b.weight("kernel", shape, Initializer.ones(), true), 1).apply(b, x);
      assertThatThrownBy(() -> Definition.of("misfit", network, task))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining(
              "a kernel of shape " + shape + " does not fit an input of shape [-1, 4, 4, 3]");
    }
  }
}
