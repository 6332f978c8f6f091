package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.evaluate.EvaluationException;
import io.supernet.network.Activation;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import io.supernet.network.Operations;
import io.supernet.space.Architecture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What is not chosen does not run: candidates that fail as soon as they run. */
class LazinessTest {

  private static final Architecture WITHOUT = Architecture.of(0);
  private static final Architecture WITH = Architecture.of(2);

  static List<Arguments> failing() {
    Operation ofInput = (b, x) -> b.tensorflow(List.of(x), (tf, in) -> fail(tf, in.get(0)));
    Operation ofOwnWeight =
        (b, x) -> {
          var w = b.weight("w", List.of(1L, 5L), Initializer.ones(), false);
          return plus(b, x, b.tensorflow(List.of(w), (tf, in) -> fail(tf, in.get(0))));
        };
    Operation ofNothing =
        (b, x) ->
            plus(b, x, b.tensorflow(List.of(), (tf, in) -> fail(tf, tf.constant(new float[1][5]))));
    Operation ofZeros = (b, x) -> b.tensorflow(List.of(b.zero(x)), (tf, in) -> fail(tf, in.get(0)));
    return List.of(
        Arguments.of("input", ofInput),
        Arguments.of("own weight", ofOwnWeight),
        Arguments.of("nothing", ofNothing),
        Arguments.of("zeros", ofZeros));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void runsOnlyIfChosen(String of, Operation operation) {
    check(
        TestNetworks.table(
            "fails",
            (b, x) -> {
              var h = b.dense("stem", x, 5);
              var y =
                  b.choose(
                      "d",
                      h,
                      TestNetworks.options(Operations.identity(), Operations.zero(), operation));
              return b.dense("head", y, RandomData.CLASSES);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void runsOnlyIfTheOuterDecisionIsChosenToo(String of, Operation operation) {
    check(
        TestNetworks.table(
            "fails",
            (b, x) -> {
              var h = b.dense("stem", x, 5);
              Operation nested = (c, y) -> c.choose("e", y, TestNetworks.options(operation));
              var y =
                  b.choose(
                      "d",
                      h,
                      TestNetworks.options(Operations.identity(), Operations.zero(), nested));
              return b.dense("head", y, RandomData.CLASSES);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void aCapturedActivationRunsOnlyIfChosen(String of, Operation operation) {
    check(
        TestNetworks.table(
            "fails",
            (b, x) -> {
              var h = b.dense("stem", x, 5);
              var other = b.dense("other", x, 5);
              Operation captures = (c, y) -> c.add(y, operation.apply(c.scope("in"), other));
              var y =
                  b.choose(
                      "d",
                      h,
                      TestNetworks.options(Operations.identity(), Operations.zero(), captures));
              return b.dense("head", y, RandomData.CLASSES);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void runsOnlyIfTheOutputNeedsIt(String of, Operation operation) {
    check(
        TestNetworks.table(
            "fails",
            (b, x) -> {
              var h = b.dense("stem", x, 5);
              var node = operation.apply(b.scope("node"), h);
              var y =
                  b.choose(
                      "d",
                      node,
                      TestNetworks.options(
                          Operations.zero(), Operations.zero(), Operations.identity()));
              return b.dense("head", b.add(h, y), RandomData.CLASSES);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void aChosenCandidateRunsOnlyIfTheOutputNeedsIt(String of, Operation operation) {
    check(
        TestNetworks.table(
            "fails",
            (b, x) -> {
              var h = b.dense("stem", x, 5);
              var node = b.choose("e", h, TestNetworks.options(operation, Operations.zero()));
              var y =
                  b.choose(
                      "d",
                      node,
                      TestNetworks.options(
                          Operations.zero(), Operations.zero(), Operations.identity()));
              return b.dense("head", b.add(h, y), RandomData.CLASSES);
            }),
        Architecture.of(0, 0),
        Architecture.of(0, 2));
  }

  private static void check(Definition definition) {
    boolean nested = definition.space().decisions().size() == 2;
    check(
        definition,
        nested ? Architecture.of(0, 0) : WITHOUT,
        nested ? Architecture.of(2, 0) : WITH);
  }

  private static void check(Definition definition, Architecture without, Architecture with) {
    int[] batch = RandomData.batch(8, 1);
    try (Supernet supernet =
        Supernet.build(definition, RandomData.of(definition.task()), ModelOptions.seeded(1))) {
      assertThat(supernet.step(without, batch, 0.1, 0)).isFinite();
      assertThat(supernet.evaluate(without, Part.TEST).loss()).isFinite();
      assertThatThrownBy(() -> supernet.step(with, batch, 0.1, 0))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("this ran");
      assertThatThrownBy(() -> supernet.evaluate(with, Part.TEST))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("this ran");
    }
  }

  private static Activation plus(NetworkBuilder b, Activation x, Activation row) {
    return b.tensorflow(List.of(x, row), (tf, in) -> tf.math.add(in.get(0), in.get(1)));
  }

  /** Not a number, in the shape of x, with a check that finds it. */
  private static Operand<TFloat32> fail(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> negative = tf.math.sub(tf.constant(-1f), tf.math.square(x));
    Operand<TFloat32> checked = tf.debugging.checkNumerics(tf.math.log(negative), "this ran");
    // Not differentiable.
    return tf.math.add(x, tf.stopGradient(checked));
  }
}
