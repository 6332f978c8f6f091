package io.supernet.network;

import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cost.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Follows a network without a graph: shapes, cost, weights and whether the output depends on the
 * input.
 */
abstract class TraceReading extends Reading {

  private final Map<String, WeightSpec> weights = new LinkedHashMap<>();
  private final Map<String, Integer> rawLayers = new HashMap<>();
  private final Map<String, List<Long>> knownShapes;
  private final Set<Activation> weightValues = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Activation> kept = Collections.newSetFromMap(new IdentityHashMap<>());
  private long macs;

  /**
   * A reading.
   *
   * @param knownShapes of raw TensorFlow layers, found by earlier readings of the same network;
   *     added to
   */
  TraceReading(Map<String, List<Long>> knownShapes) {
    this.knownShapes = knownShapes;
  }

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    if (from.stream().anyMatch(weightValues::contains)) {
      from.stream().filter(input -> !weightValues.contains(input)).forEach(kept::add);
    }
    List<Long> out = shape;
    if (out == null) {
      // The same place of the network: the same path, option names included, and the same layer
      // there.
      int number = rawLayers.merge(b.location(), 1, Integer::sum);
      String place = b.location() + number + from.stream().map(Activation::shape).toList();
      out = knownShapes.computeIfAbsent(place, p -> inferred(b, from, op));
    }
    return new Activation(out, from.stream().anyMatch(Activation::connected), b.branch());
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    WeightSpec known = weights.put(spec.name(), spec);
    if (known != null && !known.equals(spec)) {
      throw twice(spec.name());
    }
    return weightValue(b, spec.shape());
  }

  /** All options of a decision, each in its branch. */
  final List<Activation> all(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    List<Activation> outputs = new ArrayList<>();
    for (int option = 0; option < options.size(); option++) {
      Branch branch = b.branch().inside(decision, option);
      outputs.add(build(builder, b.option(decision, options, option, branch), option));
    }
    return outputs;
  }

  /** Whichever of them is chosen: they have one shape. */
  static Activation joined(NetworkBuilder b, List<Activation> outputs) {
    boolean connected = outputs.stream().anyMatch(Activation::connected);
    return new Activation(outputs.get(0).shape(), connected, b.branch());
  }

  /** A weight, or the part of one that is used. */
  final Activation weightValue(NetworkBuilder b, List<Long> shape) {
    Activation value = new Activation(shape, false, b.branch());
    weightValues.add(value);
    return value;
  }

  static SupernetException twice(String weight) {
    return new SupernetException(
        Kind.USAGE,
        "Two weights of the network are named '"
            + weight
            + "'; give one of the layers another name or put it into b.scope(\"…\").");
  }

  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    return new ElasticWeight(spec, weight(b, spec));
  }

  @Override
  Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    return weightValue(b, shape);
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    kept.add(x);
    return new Activation(x.shape(), x.connected(), b.branch());
  }

  @Override
  Activation dropout(NetworkBuilder b, Activation x, Activation rate) {
    return layer(b, x.shape(), List.of(x, rate), (tf, in) -> in.get(0));
  }

  @Override
  Activation zeros(NetworkBuilder b, List<Long> shape) {
    return new Activation(shape, false, b.branch());
  }

  @Override
  void macs(long count) {
    macs += count;
  }

  Cost cost() {
    return new Cost(macs, weights.values().stream().mapToLong(WeightSpec::size).sum());
  }

  /** Scalars of one example that the gradients of weights and normalizations are computed from. */
  long keptActivations() {
    return kept.stream()
        .mapToLong(value -> value.shape().stream().skip(1).reduce(1L, (a, b) -> a * b))
        .sum();
  }

  List<WeightSpec> weights() {
    return new ArrayList<>(weights.values());
  }

  private static List<Long> inferred(
      NetworkBuilder b, List<Activation> inputs, TensorFlowOperation operation) {
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      List<Operand<TFloat32>> placeholders = new ArrayList<>();
      for (Activation input : inputs) {
        Shape shape = Shape.of(input.shape().stream().mapToLong(Long::longValue).toArray());
        placeholders.add(tf.placeholder(TFloat32.class, Placeholder.shape(shape)));
      }
      Shape out = shape(b, tf, placeholders, operation);
      long[] sizes = out.asArray();
      if (sizes == null || IntStream.range(1, sizes.length).anyMatch(i -> sizes[i] < 0)) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "In '%s': a TensorFlow layer gives the shape %s; all but the batch must be known, so reshape its output.",
                b.path(), out));
      }
      return Arrays.stream(sizes).boxed().toList();
    }
  }

  private static Shape shape(
      NetworkBuilder b, Ops tf, List<Operand<TFloat32>> inputs, TensorFlowOperation operation) {
    try {
      Operand<TFloat32> output = operation.apply(tf, inputs);
      if (output == null) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of("In '%s': a TensorFlow layer gives null; let it return its output.", b.path()));
      }
      return output.shape();
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "In '%s': TensorFlow refuses the layer (%s); check the shapes of its inputs.",
              b.path(), Failures.line(e)),
          e);
    }
  }
}
