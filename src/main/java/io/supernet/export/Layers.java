package io.supernet.export;

import io.supernet.network.Subnet;
import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Subnet.Zeros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The layers of one network as operations of a graph. */
final class Layers {

  /** Where weights are from. */
  @FunctionalInterface
  interface Weights {

    /**
     * The value of a weight, or of a running statistic.
     *
     * @param ops of the layer that wants it
     */
    Operand<TFloat32> value(Ops ops, String name, List<Long> shape);
  }

  private final Ops tf;
  private final String prefix;
  private final Operand<TFloat32> examples;
  private final Weights weights;

  private Layers(Ops tf, String prefix, Operand<TFloat32> examples, Weights weights) {
    this.tf = tf;
    this.prefix = prefix;
    this.examples = examples;
    this.weights = weights;
  }

  /**
   * Adds the layers of a network.
   *
   * @param tf of the graph, without scope
   * @param prefix of the names of operations
   * @param examples normalized, float32 {@code [batch] + exampleShape}
   * @return what the last layer gives, float32 {@code [batch, outputs]}
   */
  static Operand<TFloat32> add(
      Ops tf, String prefix, Subnet subnet, Operand<TFloat32> examples, Weights weights) {
    Layers layers = new Layers(tf, prefix, examples, weights);
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Step step : subnet.steps()) {
      values.add(layers.value(step, step.inputs().stream().map(values::get).toList()));
    }
    return values.get(subnet.output());
  }

  private Operand<TFloat32> value(Step step, List<Operand<TFloat32>> inputs) {
    Ops ops = tf.withName(prefix + step.path().replaceAll("[^A-Za-z0-9_-]", "."));
    if (step.source() instanceof Computed computed) {
      return computed.operation().apply(ops, inputs);
    } else if (step.source() instanceof Weight weight) {
      return weights.value(ops, weight.name(), step.shape());
    } else if (step.source() instanceof Zeros) {
      return ops.fill(batchOf(ops, step.shape()), ops.constant(0f));
    } else if (step.source() instanceof Normalized by) {
      List<Long> channels = List.of(step.shape().get(step.shape().size() - 1));
      Operand<TFloat32> variance = weights.value(ops, by.variance(), channels);
      Operand<TFloat32> deviation =
          ops.math.rsqrt(ops.math.add(variance, ops.constant(by.epsilon())));
      Operand<TFloat32> factor = ops.math.mul(inputs.get(1), deviation);
      Operand<TFloat32> centered =
          ops.math.sub(inputs.get(0), weights.value(ops, by.mean(), channels));
      return ops.math.add(ops.math.mul(centered, factor), inputs.get(2));
    }
    return examples;
  }

  /**
   * A kernel times a number for each filter, or for each channel of a depthwise one.
   *
   * @param shape of the kernel; of a depthwise one, channels are the last dimension but one
   */
  static Operand<TFloat32> byChannel(
      Ops ops, Operand<TFloat32> kernel, float[] factors, List<Long> shape) {
    int[] broadcast = new int[shape.size()];
    Arrays.fill(broadcast, 1);
    int last = shape.size() - 1;
    broadcast[shape.get(last) == factors.length ? last : last - 1] = factors.length;
    return ops.math.mul(kernel, ops.reshape(ops.constant(factors), ops.constant(broadcast)));
  }

  private Operand<TInt64> batchOf(Ops ops, List<Long> shape) {
    Operand<TInt64> batch =
        ops.slice(
            ops.shape(examples, TInt64.class),
            ops.constant(new int[] {0}),
            ops.constant(new int[] {1}));
    long[] rest = shape.stream().skip(1).mapToLong(Long::longValue).toArray();
    return ops.concat(List.of(batch, ops.constant(rest)), ops.constant(0));
  }
}
