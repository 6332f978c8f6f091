package io.supernet.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Builds TensorFlow ops: what the readings for one architecture and for the supernet have in
 * common.
 */
abstract class GraphReading extends Reading {

  private final Ops tf;
  private final String name;
  private final Variables variables;
  private final BatchNormalization batchNormalization;
  private final Operand<TInt64> batch;
  private final FanOut fanOut;
  private final Map<String, Ops> scopes = new HashMap<>();
  private final Map<List<Long>, Operand<TInt64>> shapes = new HashMap<>();
  private final Map<Activation, Variable> weights = new LinkedHashMap<>();
  private final List<Activation> rectified = new ArrayList<>();
  private final Blocks blocks = new Blocks();

  GraphReading(Forward.Place place, BatchNormalization batchNormalization, FanOut fanOut) {
    this.tf = place.tf();
    this.variables = place.variables();
    this.fanOut = fanOut;
    this.batchNormalization = batchNormalization;
    this.batch =
        tf.slice(
            tf.shape(place.input(), TInt64.class),
            tf.constant(new int[] {0}),
            tf.constant(new int[] {1}));
    this.name = place.name() + ".";
  }

  /** The value of an enclosing branch as the inner branch sees it. */
  abstract Operand<TFloat32> into(Branch inner, Branch from, Operand<TFloat32> value);

  /** Ops that run only where the branch is live, even if none of their inputs says so. */
  abstract Ops within(Branch branch, Ops ops);

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    if (shape != null) {
      Operand<TFloat32> out = op.apply(ops(b.path()), operands(b, from));
      return blocks.made(b, new Activation(shape, true, b.branch(), out, from));
    }
    // A user's ops may have no input that says whether they are chosen.
    Ops ops = within(b.branch(), ops(b.path()));
    Operand<TFloat32> guarded = ops.identity(op.apply(ops, operands(b, from)));
    List<Long> sizes = new ArrayList<>();
    for (long size : guarded.shape().asArray()) {
      sizes.add(size);
    }
    return blocks.made(b, new Activation(sizes, true, b.branch(), guarded, from));
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    Variable variable = variables.variable(spec);
    Operand<TFloat32> value = variable.read(within(b.branch(), ops(b.path())));
    Activation weight = new Activation(spec.shape(), true, b.branch(), value, List.of());
    weights.put(weight, variable);
    return weight;
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    List<Operand<TFloat32>> in = operands(b, List.of(x, scale, offset));
    Ops ops = ops(b.path());
    Operand<TFloat32> y =
        batchNormalization.apply(
            ops, within(b.branch(), ops), variables, b.path(), in.get(0), in.get(1), in.get(2));
    return blocks.made(
        b, new Activation(x.shape(), true, b.branch(), y, List.of(x, scale, offset)));
  }

  @Override
  Activation zeros(NetworkBuilder b, List<Long> shape) {
    Operand<TInt64> dimensions = shapes.computeIfAbsent(shape, this::dimensions);
    Operand<TFloat32> zeros = within(b.branch(), ops(b.path())).fill(dimensions, tf.constant(0f));
    return new Activation(shape, true, b.branch(), zeros, List.of());
  }

  @Override
  Activation rectified(Activation output) {
    rectified.add(output);
    return output;
  }

  /** What the network is made of. */
  Blocks blocks() {
    return blocks;
  }

  /** The outputs of rectifiers. */
  List<Activation> rectified() {
    return rectified;
  }

  /** The weights that were read, in the order of the network. */
  Map<Activation, Variable> weights() {
    return weights;
  }

  /** Ops that move running statistics, to run in a training step. */
  List<Op> statisticsUpdates() {
    return batchNormalization.updates();
  }

  private List<Operand<TFloat32>> operands(NetworkBuilder b, List<Activation> inputs) {
    List<Operand<TFloat32>> operands = new ArrayList<>();
    for (Activation input : inputs) {
      operands.add(fanOut.use(into(b.branch(), input.branch(), input.operand())));
    }
    return operands;
  }

  private Operand<TInt64> dimensions(List<Long> shape) {
    long[] rest = shape.stream().skip(1).mapToLong(Long::longValue).toArray();
    return tf.concat(List.of(batch, tf.constant(rest)), tf.constant(0));
  }

  /**
   * Names the ops of a layer by its path, with dots. Not by TensorFlow Java's sub-scopes: making
   * one goes through all operations of the graph, which makes building a supernet quadratic.
   */
  private Ops ops(String path) {
    return scopes.computeIfAbsent(
        path, p -> tf.withName(name + p.replaceAll("[^A-Za-z0-9_-]", ".")));
  }
}
