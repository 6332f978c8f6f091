package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.network.BatchNormMode;
import io.supernet.network.Candidate;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Head;
import io.supernet.network.Task;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.spaces.Vit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Gradients of a supernet against central differences of its loss.
 *
 * <p>The loss is about 1 and rounded to about 1e-7, so a difference over 2 · 0.01 is off by about
 * 1e-5. Tolerated is a hundredth of the variable's largest gradient, or of 0.01 where that is
 * smaller: ten times as much. The network is smooth, so that cutting off the series costs less.
 */
class FiniteDifferencesTest {

  private static final float STEP = 0.01f;
  private static final double TOLERANCE = 0.01;
  private static final int ENTRIES = 4;

  /**
   * Convolutions, batch normalization, pooling; a nested and a twice-standing decision; no kinks.
   */
  private static final Definition SMOOTH =
      Definition.of(
          "smooth",
          (b, x) -> {
            var h = TestNetworks.tanh(b, b.convBn("stem", x, 3, 3, 1));
            List<Candidate> inner =
                TestNetworks.options(
                    (c, y) -> TestNetworks.tanh(c, y),
                    (c, y) -> c.depthwiseConv("dw", y, 3, 1, 2),
                    (c, y) -> c.zero(y));
            List<Candidate> outer =
                TestNetworks.options(
                    (c, y) ->
                        c.conv(
                            "out", c.choose("inner", c.convBn("in", y, 3, 1, 1), inner), 3, 3, 1),
                    (c, y) -> c.averagePool(y, 3, 1),
                    (c, y) -> c.batchNorm("bn", c.conv("conv", y, 3, 3, 1, 2)));
            var first = b.scope("one").choose("outer", h, outer);
            var second = b.scope("two").choose("outer", b.add(first, h), outer);
            var pooled = b.globalAveragePool(TestNetworks.tanh(b, b.concat(List.of(second, h))));
            return b.dense("head", TestNetworks.tanh(b, b.dense("mix", pooled, 6)), 3);
          },
          Task.images(5, 5, 2, 3));

  /** Each choice has parts of the weights of a larger one. */
  private static final Definition TRANSFORMER =
      Definition.of(
          "transformer",
          new Vit(3, List.of(4, 5), 2, List.of(1, 2), List.of(1.5, 2.0), 1, 2),
          Task.images(5, 5, 2, 3));

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables variables = new Variables(tf, 5);
  private final Operand<TFloat32> value = tf.placeholder(TFloat32.class);
  private Definition definition;
  private Operand<TInt32> architecture;
  private Session session;

  @Test
  void everyWeightOfEveryPath() {
    check(SMOOTH, TestNetworks.all(SMOOTH), false);
  }

  @Test
  void attentionAndWhatStandsAroundIt() {
    // As they begin, its weights are so small that attention hardly has a gradient.
    check(TRANSFORMER, TestNetworks.random(TRANSFORMER, 6, 1), true);
  }

  private void check(Definition network, List<Architecture> paths, boolean trained) {
    definition = network;
    architecture =
        tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(definition.switchCount())));
    Random random = new Random(1);
    int rows = 12;
    float[] pixels = new float[rows * 5 * 5 * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    Operand<TFloat32> input =
        tf.placeholderWithDefault(
            tf.reshape(tf.constant(pixels), tf.constant(new int[] {rows, 5, 5, 2})),
            Shape.of(-1, 5, 5, 2));
    Operand<TInt32> labels = tf.constant(IntStream.range(0, rows).map(i -> i % 3).toArray());
    Forward forward =
        Forward.supernet(
            definition,
            new Forward.Place(tf, "train", variables, BatchNormMode.TRAINING, null, null, input),
            architecture);
    Head head = definition.task().prediction().head(RandomData.of(definition.task()).train());
    TrainingOps training = new TrainingOps(tf, graph, forward, head, head.targets(tf, labels, 0));
    Map<String, Variable> byName =
        training.weights().stream().collect(Collectors.toMap(Variable::name, v -> v));
    Map<String, Op> assignments =
        byName.values().stream()
            .collect(Collectors.toMap(Variable::name, v -> tf.assignVariableOp(v.handle(), value)));
    Op initialize = variables.initialize();
    int compared = 0;
    try (Session opened = new Session(graph)) {
      session = opened;
      session.runner().addTarget(initialize).run().close();
      for (String name : trained ? byName.keySet().stream().sorted().toList() : List.<String>of()) {
        float[] values = fetch(paths.get(0), byName.get(name).read(tf));
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) (0.5 * random.nextGaussian());
        }
        assign(assignments.get(name), byName.get(name), values);
      }
      for (Architecture path : paths) {
        Set<String> moved = training.names(definition.switches(path));
        for (WeightSpec weight : definition.weights(path)) {
          if (!moved.contains(weight.name())) {
            continue;
          }
          float[] gradient = fetch(path, training.gradients().get(weight.name()));
          compared +=
              compare(
                  path,
                  training,
                  byName.get(weight.name()),
                  assignments.get(weight.name()),
                  gradient);
        }
      }
    } finally {
      graph.close();
    }
    assertThat(compared).isGreaterThan(100);
  }

  private int compare(
      Architecture path, TrainingOps training, Variable weight, Op assign, float[] gradient) {
    float[] old = fetch(path, weight.read(tf));
    List<Integer> steepest =
        IntStream.range(0, old.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(gradient[i])))
            .limit(ENTRIES)
            .toList();
    double largest = Numbers.largest(gradient);
    List<Double> slopes = new ArrayList<>();
    for (int i : steepest) {
      double up = lossAt(path, training, assign, weight, old, i, STEP);
      double down = lossAt(path, training, assign, weight, old, i, -STEP);
      slopes.add((up - down) / (2 * STEP));
    }
    assign(assign, weight, old);
    for (int k = 0; k < slopes.size(); k++) {
      assertThat(slopes.get(k))
          .as("%s[%d] of %s", weight.name(), steepest.get(k), path)
          .isCloseTo(
              (double) gradient[steepest.get(k)], offset(TOLERANCE * Math.max(largest, 0.01)));
    }
    return largest > 0.01 ? slopes.size() : 0;
  }

  private double lossAt(
      Architecture path,
      TrainingOps training,
      Op assign,
      Variable weight,
      float[] old,
      int entry,
      float by) {
    float[] moved = old.clone();
    moved[entry] += by;
    assign(assign, weight, moved);
    return fetch(path, training.loss())[0];
  }

  private void assign(Op assign, Variable weight, float[] values) {
    long[] shape = weight.shape().stream().mapToLong(Long::longValue).toArray();
    try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values))) {
      session.runner().feed(value, tensor).addTarget(assign).run().close();
    }
  }

  private float[] fetch(Architecture path, Operand<TFloat32> wanted) {
    try (TInt32 choices = TInt32.vectorOf(definition.switches(path));
        Result result = session.runner().feed(architecture, choices).fetch(wanted).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[(int) tensor.size()];
      tensor.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }
}
