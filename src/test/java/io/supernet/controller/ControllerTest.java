package io.supernet.controller;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.supernet.Closed;
import io.supernet.controller.Controller.Judgment;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;

class ControllerTest {

  private static final SearchSpace FLAT = ToySpaces.flat(3, 4);

  /** The paper's logits reach 2.5 / 5 of nothing at the start; these are further apart. */
  private static final ControllerOptions SMALL = new ControllerOptions(3, 0.5, 2.5, 0.1, 0.05, 0.9);

  /**
   * Where there is nothing to decide, it gets as far as the ops that would put choices together.
   */
  @Test
  void halfBuiltItIsClosed() {
    Graph graph = new Graph();
    SearchSpace empty = new SearchSpace("empty", List.of(), a -> true);
    assertThatThrownBy(() -> new Controller(empty, SMALL, 1, graph))
        .isInstanceOf(RuntimeException.class);
    Closed.assertClosed(graph);
  }

  @Test
  void probabilityIsThatOfTheFormulas() {
    try (Controller controller = new Controller(FLAT, SMALL, 1)) {
      teach(controller, 20);
      Map<String, float[]> w = controller.values();
      for (Architecture a : ToySpaces.all(FLAT)) {
        double[][] state = {new double[3], new double[3]};
        double[] first = decide(w, state, row(w.get("start"), 0, 3), "output0", 3);
        double[] second = decide(w, state, row(w.get("embedding0"), a.choice(0), 3), "output1", 4);
        Judgment judgment = controller.judge(List.of(a)).get(0);
        assertThat(judgment.logProbability())
            .isCloseTo(Math.log(first[a.choice(0)] * second[a.choice(1)]), within(1e-5));
        assertThat(judgment.entropy()).isCloseTo(entropy(first) + entropy(second), within(1e-5));
      }
    }
  }

  /**
   * Adam without momentum remembers the gradient as its mean. The loss changes over a small step by
   * the mean of the gradients at both ends times the step.
   */
  @Test
  void updateFollowsTheGradientOfTheLoss() {
    List<Architecture> batch = List.of(Architecture.of(2, 1), Architecture.of(0, 3));
    ControllerOptions options = new ControllerOptions(3, 0.5, 2.5, 0.1, 0.01, 0.5);
    try (Controller controller = new Controller(FLAT, options, 3)) {
      teach(controller, 30);
      float b = controller.values().get("memory")[1];
      Map<String, float[]> before = controller.values();
      double loss = controller.loss(batch, 1, -1.5f);
      // The baseline takes half of what a reward is beyond it: to b + 1, then to b - 0.5.
      controller.update(batch, new double[] {b + 2, b - 2});
      Map<String, float[]> after = controller.values();
      double change = controller.loss(batch, 1, -1.5f) - loss;
      assertThat(after.get("memory")).containsExactly(31, b - 0.5f);
      controller.update(batch, new double[] {b + 1.5, b - 2.5});
      Map<String, float[]> last = controller.values();
      double expected = 0;
      for (String name : before.keySet()) {
        float[] gradient = after.get(name + "/mean");
        for (int i = 0; gradient != null && i < gradient.length; i++) {
          double slope = (gradient[i] + last.get(name + "/mean")[i]) / 2;
          expected += slope * (after.get(name)[i] - before.get(name)[i]);
        }
      }
      assertThat(change).isLessThan(-0.001).isCloseTo(expected, withinPercentage(1));
    }
  }

  @Test
  void whatBringsRewardBecomesProbable() {
    ControllerOptions options = ControllerOptions.PAPER.withLearningRate(0.03);
    try (Controller controller = new Controller(FLAT, options, 5)) {
      Architecture best = Architecture.of(2, 1);
      double before = Math.exp(controller.judge(List.of(best)).get(0).logProbability());
      assertThat(before).isCloseTo(1 / 12.0, within(0.01));
      for (int i = 0; i < 100; i++) {
        List<Architecture> sampled = controller.sample(10, i);
        controller.update(
            sampled,
            sampled.stream()
                .mapToDouble(a -> (a.choice(0) == 2 ? 0.5 : 0) + (a.choice(1) == 1 ? 0.5 : 0))
                .toArray());
      }
      assertThat(Math.exp(controller.judge(List.of(best)).get(0).logProbability()))
          .isGreaterThan(0.8);
    }
  }

  @Test
  void samplesWithTheProbabilitiesThatItSays() {
    try (Controller controller = new Controller(FLAT, SMALL, 1)) {
      teach(controller, 20);
      int draws = 20_000;
      List<Architecture> sampled = controller.sample(draws, 9);
      double chiSquare = 0;
      double sum = 0;
      for (Architecture a : ToySpaces.all(FLAT)) {
        double p = Math.exp(controller.judge(List.of(a)).get(0).logProbability());
        long seen = sampled.stream().filter(a::equals).count();
        chiSquare += (seen - draws * p) * (seen - draws * p) / (draws * p);
        sum += p;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      // 11 degrees of freedom: passed once in a thousand.
      assertThat(chiSquare).isLessThan(31.3);
      assertThat(controller.sample(50, 9)).isEqualTo(controller.sample(50, 9));
      assertThat(controller.sample(50, 9)).isNotEqualTo(controller.sample(50, 10));
    }
  }

  @Test
  void whatDoesNotMatterCountsNothing() {
    try (Controller controller = new Controller(ToySpaces.nested(), SMALL, 2)) {
      List<Architecture> same =
          List.of(Architecture.of(0, 0), Architecture.of(0, 1), Architecture.of(0, 2));
      assertThat(controller.judge(same).stream().distinct()).hasSize(1);
      assertThat(same.stream().map(a -> controller.loss(List.of(a), 0.7f)).distinct()).hasSize(1);
      assertThat(controller.judge(List.of(Architecture.of(1, 0), Architecture.of(1, 2))))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void goesOnFromACheckpointAsIfNothingHadBeen(@TempDir Path folder) {
    Path prefix = folder.resolve("controller");
    try (Controller one = new Controller(FLAT, SMALL, 1);
        Controller other = new Controller(FLAT, SMALL, 2);
        Controller stranger = new Controller(ToySpaces.flat(5, 4), SMALL, 1)) {
      teach(one, 7);
      one.save(prefix);
      other.restore(prefix);
      assertSame(one, other);
      teach(one, 3);
      teach(other, 3);
      assertSame(one, other);
      assertRefused(() -> stranger.restore(prefix), "of another space");
    }
  }

  private static void assertSame(Controller one, Controller other) {
    assertThat(other.values()).usingRecursiveComparison().isEqualTo(one.values());
    assertThat(other.sample(20, 4)).isEqualTo(one.sample(20, 4));
  }

  private static void teach(Controller controller, int updates) {
    for (int i = 0; i < updates; i++) {
      List<Architecture> sampled = controller.sample(5, i);
      controller.update(
          sampled, sampled.stream().mapToDouble(a -> a.choice(0) * 0.3 - a.choice(1)).toArray());
    }
  }

  /** One step of the LSTM; the state is {h, c}. */
  private static double[] decide(
      Map<String, float[]> w, double[][] state, double[] x, String output, int options) {
    int units = x.length;
    double[] in = times(x, w.get("lstm/input"), 4 * units);
    double[] past = times(state[0], w.get("lstm/state"), 4 * units);
    double[] h = new double[units];
    double[] c = new double[units];
    for (int i = 0; i < units; i++) {
      double keep = sigmoid(in[i] + past[i]);
      double add = sigmoid(in[units + i] + past[units + i]);
      double fresh = Math.tanh(in[2 * units + i] + past[2 * units + i]);
      c[i] = keep * state[1][i] + add * fresh;
      h[i] = sigmoid(in[3 * units + i] + past[3 * units + i]) * Math.tanh(c[i]);
    }
    state[0] = h;
    state[1] = c;
    double[] logits = times(h, w.get(output), options);
    double[] shares =
        DoubleStream.of(logits).map(l -> Math.exp(2.5 * Math.tanh(l / 0.5))).toArray();
    double sum = DoubleStream.of(shares).sum();
    return DoubleStream.of(shares).map(s -> s / sum).toArray();
  }

  private static double[] times(double[] x, float[] matrix, int columns) {
    return IntStream.range(0, columns)
        .mapToDouble(
            j ->
                IntStream.range(0, x.length).mapToDouble(i -> x[i] * matrix[i * columns + j]).sum())
        .toArray();
  }

  private static double[] row(float[] matrix, int row, int columns) {
    return IntStream.range(0, columns).mapToDouble(i -> matrix[row * columns + i]).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double entropy(double[] p) {
    return -DoubleStream.of(p).map(x -> x * Math.log(x)).sum();
  }
}
