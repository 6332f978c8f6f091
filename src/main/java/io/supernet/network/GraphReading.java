package io.supernet.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
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
  private final @Nullable Operand<TInt64> noise;
  private final Map<String, Integer> dropouts = new HashMap<>();
  private final Map<String, Ops> scopes = new HashMap<>();
  private final Map<List<Long>, Operand<TInt64>> shapes = new HashMap<>();
  private final Map<Activation, Variable> weights = new LinkedHashMap<>();
  private final Map<Activation, Branch> homes = new HashMap<>();
  private final Map<Activation, Forward.Running> moved = new LinkedHashMap<>();
  private final List<Activation> rectified = new ArrayList<>();
  private final Blocks blocks = new Blocks();
  private boolean normalizesExamples;

  GraphReading(Forward.Place place, BatchNormalization batchNormalization, FanOut fanOut) {
    this.tf = place.tf();
    this.variables = place.variables();
    this.fanOut = fanOut;
    this.noise = place.noise();
    this.batchNormalization = batchNormalization;
    this.batch =
        tf.slice(
            tf.shape(place.input(), TInt64.class),
            tf.constant(new int[] {0}),
            tf.constant(new int[] {1}));
    this.name = place.name() + ".";
  }

  /** Where the next layer, weight or choice is computed: the branch of its builder, or less. */
  abstract Branch next(NetworkBuilder b);

  /** A value as a branch sees it that its user is computed in. */
  abstract Operand<TFloat32> into(Branch inner, Activation value);

  /** Where a value is computed. */
  final Branch home(Activation value) {
    return homes.getOrDefault(value, value.branch());
  }

  final Activation at(Branch home, Activation value) {
    homes.put(value, home);
    return value;
  }

  /** Ops that run only where the branch is live, even if none of their inputs says so. */
  abstract Ops within(Branch branch, Ops ops);

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    Branch home = next(b);
    if (shape != null && !from.isEmpty()) {
      Operand<TFloat32> out = op.apply(ops(b.path()), operands(home, from));
      return made(b, home, new Activation(shape, true, b.branch(), out, from));
    }
    // A constant, as a user's ops may, has no input that says whether it is chosen.
    Ops ops = within(home, ops(b.path()));
    Operand<TFloat32> guarded = ops.identity(op.apply(ops, operands(home, from)));
    List<Long> sizes = new ArrayList<>();
    for (long size : guarded.shape().asArray()) {
      sizes.add(size);
    }
    return made(b, home, new Activation(sizes, true, b.branch(), guarded, from));
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    Branch home = next(b);
    Variable variable = variables.variable(spec);
    Operand<TFloat32> value = variable.read(within(home, ops(b.path())));
    Activation weight = new Activation(spec.shape(), true, b.branch(), value, List.of());
    weights.put(weight, variable);
    return at(home, weight);
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    Branch home = next(b);
    List<Long> shape = x.shape();
    normalizesExamples |= shape.subList(1, shape.size() - 1).stream().allMatch(size -> size == 1);
    List<Activation> from = List.of(x, scale, offset);
    List<Operand<TFloat32>> in = operands(home, from);
    Ops ops = ops(b.path());
    BatchNormalization.Normalized y =
        batchNormalization.apply(
            ops, within(home, ops), variables, b.path(), in.get(0), in.get(1), in.get(2));
    Activation output = new Activation(x.shape(), true, b.branch(), y.value(), from);
    y.running().ifPresent(running -> moved.put(output, running));
    return made(b, home, output);
  }

  @Override
  Activation dropout(NetworkBuilder b, Activation x, Activation rate) {
    Branch home = next(b);
    String where = b.location() + dropouts.merge(b.location(), 1, Integer::sum);
    Operand<TFloat32> out;
    if (noise == null) {
      out = operands(home, List.of(x)).get(0);
    } else {
      List<Operand<TFloat32>> in = operands(home, List.of(x, rate));
      out = Dropout.apply(ops(b.path()), in.get(0), in.get(1), noise, where);
    }
    return made(b, home, new Activation(x.shape(), true, b.branch(), out, List.of(x, rate)));
  }

  @Override
  Activation zeros(NetworkBuilder b, List<Long> shape) {
    Branch home = next(b);
    Operand<TInt64> dimensions = shapes.computeIfAbsent(shape, this::dimensions);
    Operand<TFloat32> zeros = within(home, ops(b.path())).fill(dimensions, tf.constant(0f));
    return at(home, new Activation(shape, true, b.branch(), zeros, List.of()));
  }

  @Override
  Activation rectified(Activation output) {
    rectified.add(output);
    return output;
  }

  /** Whether an example has a single value in each channel where batches are normalized. */
  boolean normalizesExamples() {
    return normalizesExamples;
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

  /** The running statistics of each normalization that the pass moves, by its output. */
  Map<Activation, Forward.Running> moved() {
    return moved;
  }

  private Activation made(NetworkBuilder b, Branch home, Activation output) {
    return at(home, blocks.made(b, output));
  }

  private List<Operand<TFloat32>> operands(Branch home, List<Activation> inputs) {
    return inputs.stream().map(input -> fanOut.use(into(home, input))).toList();
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
