package io.supernet.export;

import static com.google.common.collect.MoreCollectors.onlyElement;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Iterables;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.Offer.Port;
import io.supernet.export.Sizes.Size;
import io.supernet.network.Initializer;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.network.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Networks of several sizes in one graph: an input names the one that answers, and only its
 * operations run. Each large weight is a variable once, whole, of which a size takes its part when
 * it runs; small ones, biases, and factors of batch normalization, are each size's own.
 */
final class SizedNetwork implements ServedNetwork {

  /** Of the default signature; others have it behind their names. */
  private static final String KEY = "sized";

  /** As many values as 16 KiB hold. */
  private static final long SMALL = 4096;

  private final Ops tf;
  private final Sizes sizes;

  /** Weights of so many values at the most are each size's own; never all weights. */
  private final long small;

  private final Variables variables;
  private final Operand<TString> size;
  private final Operand<TFloat32> outputs;

  /**
   * Adds the operations.
   *
   * @param tf of the graph, without scope
   * @param examples normalized, float32 {@code [batch] + exampleShape}
   */
  SizedNetwork(Ops tf, Sizes sizes, Operand<TFloat32> examples) {
    this.tf = tf;
    this.sizes = sizes;
    this.small = Math.min(SMALL, sizes.largestWeight() - 1);
    this.variables = new Variables(tf, 0);
    Ops named = tf.withName(sizes.input());
    Operand<TString> largest = named.constant(Iterables.getLast(sizes.names()));
    this.size = named.placeholderWithDefault(largest, Shape.scalar());
    Operand<TString> known = known(named);

    List<Operand<TFloat32>> answers = new ArrayList<>();
    Operand<TFloat32> left = examples;
    for (Size one : sizes.all()) {
      if (answers.size() + 1 < sizes.all().size()) {
        SwitchCond<TFloat32> taken =
            named.switchCond(left, named.math.equal(known, named.constant(one.name())));
        answers.add(answer(one, taken.outputTrue()));
        left = taken.outputFalse();
      } else {
        answers.add(answer(one, left));
      }
    }
    this.outputs = named.merge(answers).output();
    variables.addSaver();
  }

  /** The size that is asked for, if there is such a one. */
  private Operand<TString> known(Ops named) {
    Operand<TString> names =
        named.constant(StdArrays.ndCopyOf(sizes.names().toArray(new String[0])));
    Operand<TBool> found =
        named.reduceAny(named.math.equal(size, names), named.constant(new int[] {0}));
    Op refusal =
        named.assertThat(
            found,
            List.of(
                named.constant(
                    "The model has the sizes " + String.join(", ", sizes.names()) + ", not"),
                size));
    return named.withControlDependencies(List.of(refusal)).identity(size);
  }

  /** What a size answers; runs only where its examples come. */
  private Operand<TFloat32> answer(Size one, Operand<TFloat32> examples) {
    String prefix = "size." + one.name().replaceAll("[^A-Za-z0-9_-]", ".");
    Op chosen = tf.withName(prefix).identity(examples);
    return Layers.add(
        tf,
        prefix + ".",
        one.network().subnet(),
        examples,
        (ops, name, shape) ->
            weight(one, ops.withControlDependencies(List.of(chosen)), name, shape));
  }

  /**
   * Whether a size has a weight of its own instead of a part of what all share: to take the part
   * costs more time than to hold it costs memory.
   */
  private boolean isSmall(List<Long> shape) {
    return shape.stream().reduce(1L, (a, b) -> a * b) <= small;
  }

  private Operand<TFloat32> weight(Size one, Ops ops, String name, List<Long> shape) {
    WeightSpec spec = one.weights().get(name);
    if (spec == null || one.network().own().contains(name) || isSmall(shape)) {
      return ops.reshape(
          ops.constant(one.network().weights().value(name)),
          ops.constant(shape.stream().mapToLong(Long::longValue).toArray()));
    }
    Operand<TFloat32> value =
        spec.initializer() instanceof Initializer.Part part
            ? part.operation()
                .apply(ops, part.from().stream().map(whole -> read(ops, whole)).toList())
            : read(ops, spec);
    float[] factor = one.network().factors().get(name);
    return factor == null ? value : Layers.byChannel(ops, value, factor, shape);
  }

  private Operand<TFloat32> read(Ops ops, WeightSpec whole) {
    WeightSpec empty = new WeightSpec(whole.name(), whole.shape(), Initializer.zeros(), false);
    return variables.variable(empty).read(ops);
  }

  /** The signature that asks for a size in place of another, which answers with the largest. */
  static String key(String signature) {
    return signature.equals(Signature.DEFAULT_KEY) ? KEY : signature + "_" + KEY;
  }

  /** The name of the input that says the size of a model that has several. */
  static String input(ExportManifest model) {
    String key = key(Signature.DEFAULT_KEY);
    // It comes after what says the examples.
    return model.signatures().stream()
        .filter(signature -> signature.name().equals(key))
        .map(signature -> signature.inputs().get(signature.inputs().size() - 1).name())
        .collect(onlyElement());
  }

  /** Where clients say the size. */
  Port port() {
    String meaning = "one of " + String.join(", ", sizes.names());
    return new Port(new TensorInfo(sizes.input(), "string", List.of(), meaning), size);
  }

  @Override
  public Operand<TFloat32> outputs() {
    return outputs;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public boolean trained(Variable variable) {
    return true;
  }

  @Override
  public float[] value(String name) {
    return requireNonNull(sizes.shared().get(name), name);
  }
}
