package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import io.supernet.network.Convolution;
import io.supernet.network.Layer;
import io.supernet.network.StoredWeights;
import io.supernet.network.Subnet;
import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Source;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Subnet.Zeros;
import io.supernet.network.WeightFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A network as it is served: batch normalization is part of the kernel and bias before it, or a
 * factor and a shift where there is none; zeros are added to nothing.
 *
 * @param subnet what is left
 * @param weights of it
 * @param factors by which kernels were multiplied, by name: one for each filter, or for each
 *     channel of a depthwise kernel
 * @param own weights that were made of others: biases, factors and shifts
 */
record Folded(Subnet subnet, StoredWeights weights, Map<String, float[]> factors, Set<String> own) {

  Folded {
    factors = Map.copyOf(factors);
    own = Set.copyOf(own);
  }

  /** How many numbers it gives for each example. */
  int outputs() {
    List<Long> shape = subnet.steps().get(subnet.output()).shape();
    return Math.toIntExact(shape.get(shape.size() - 1));
  }

  /**
   * Folds a network.
   *
   * @param values of all its variables by name
   */
  static Folded of(Subnet subnet, Map<String, float[]> values) {
    return new Folding(subnet, name -> requireNonNull(values.get(name), name)).folded();
  }

  /** The same with kernels in another format. */
  Folded in(WeightFormat format) {
    return new Folded(subnet, StoredWeights.of(format, subnet, weights.values()), factors, own);
  }

  /** The same network, with what its stored weights say as plain float32. */
  Folded plain() {
    return new Folded(subnet, StoredWeights.plain(weights.values()), factors, own);
  }

  /** What is left of a network, whatever its weights. */
  static Subnet structure(Subnet subnet) {
    float[] none = {};
    return new Folding(subnet, name -> none).folded().subnet();
  }

  private static final class Folding {

    private final List<Step> old;
    private final int output;
    private final boolean[] needed;
    private final int[] uses;
    private final Function<String, float[]> trained;
    private final Map<String, float[]> folded = new HashMap<>();
    private final Map<String, float[]> factors = new HashMap<>();
    private final Set<String> own = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final int[] positions;

    Folding(Subnet subnet, Function<String, float[]> trained) {
      this.old = subnet.steps();
      this.output = subnet.output();
      this.trained = trained;
      this.positions = new int[old.size()];
      this.uses = new int[old.size()];
      this.needed = needed(old, output);
      uses[output]++;
      for (int i = 0; i < old.size(); i++) {
        if (needed[i]) {
          old.get(i).inputs().forEach(input -> uses[input]++);
        }
        names.addAll(names(old.get(i).source()));
      }
    }

    Folded folded() {
      Map<Integer, Step> normalizers = new HashMap<>();
      for (int i = 0; i < old.size(); i++) {
        Step step = old.get(i);
        if (needed[i] && step.source() instanceof Normalized && absorbs(step)) {
          normalizers.put(step.inputs().get(0), step);
        }
      }
      for (int i = 0; i < old.size(); i++) {
        if (!needed[i]) {
          continue;
        }
        Step step = old.get(i);
        Step normalizer = normalizers.get(i);
        if (normalizer != null) {
          positions[i] = absorbed(step, normalizer);
        } else if (normalizers.containsValue(step)) {
          positions[i] = positions[step.inputs().get(0)];
        } else if (step.source() instanceof Normalized && factor(step).isPresent()) {
          positions[i] = affine(step);
        } else {
          positions[i] = plain(step);
        }
      }
      return used();
    }

    /**
     * Whether what is normalized is a kernel's product, and nobody else uses that or the kernel.
     */
    private boolean absorbs(Step normalized) {
      int position = normalized.inputs().get(0);
      Step step = old.get(position);
      boolean linear =
          step.source() instanceof Computed computed
              && (computed.operation() instanceof Convolution
                  || computed.operation() instanceof Layer.Dense);
      return linear
          && uses[position] == 1
          && step.inputs().stream().skip(1).allMatch(w -> uses[w] == 1 && weight(w).isPresent())
          && factor(normalized).isPresent();
    }

    private int absorbed(Step step, Step normalized) {
      double[] factor = factor(normalized).orElseThrow();
      double[] shift = shift(normalized, factor);
      int kernel = step.inputs().get(1);
      String name = weight(kernel).orElseThrow();
      float[] taps = value(name).clone();
      // The filters, or the channels of a depthwise kernel, are what moves fastest.
      for (int i = 0; i < taps.length; i++) {
        taps[i] = (float) (taps[i] * factor[i % factor.length]);
      }
      folded.put(name, taps);
      factors.put(name, rounded(factor));
      int bias;
      if (step.inputs().size() == 3) {
        bias = positions[step.inputs().get(2)];
        String old = weight(step.inputs().get(2)).orElseThrow();
        float[] before = value(old);
        Arrays.setAll(shift, i -> shift[i] + before[i] * factor[i]);
        folded.put(old, rounded(shift));
        own.add(old);
      } else {
        bias = added(step, name.replaceFirst("(kernel)?$", "bias"), shift);
      }
      List<Integer> inputs = List.of(positions[step.inputs().get(0)], positions[kernel], bias);
      return add(new Step(step.path(), step.source(), inputs, step.shape()));
    }

    private int affine(Step step) {
      double[] factor = factor(step).orElseThrow();
      int times = added(step, step.path() + "factor", factor);
      int plus = added(step, step.path() + "shift", shift(step, factor));
      return add(
          new Step(
              step.path(),
              new Computed(new Layer.Affine()),
              List.of(positions[step.inputs().get(0)], times, plus),
              step.shape()));
    }

    private int plain(Step step) {
      List<Integer> inputs =
          new ArrayList<>(step.inputs().stream().map(i -> positions[i]).toList());
      if (step.source() instanceof Computed computed && computed.operation() instanceof Layer.Sum) {
        inputs.removeIf(i -> steps.get(i).source() instanceof Zeros);
        if (inputs.size() < 2) {
          return inputs.isEmpty() ? positions[step.inputs().get(0)] : inputs.get(0);
        }
      }
      return add(new Step(step.path(), step.source(), inputs, step.shape()));
    }

    /** Scale by deviation, if both are known. */
    private Optional<double[]> factor(Step step) {
      Normalized by = (Normalized) step.source();
      if (weight(step.inputs().get(1)).isEmpty() || weight(step.inputs().get(2)).isEmpty()) {
        return Optional.empty();
      }
      float[] scale = value(weight(step.inputs().get(1)).orElseThrow());
      float[] variance = value(by.variance());
      return Optional.of(
          IntStream.range(0, scale.length)
              .mapToDouble(i -> scale[i] / Math.sqrt(variance[i] + (double) by.epsilon()))
              .toArray());
    }

    private double[] shift(Step step, double[] factor) {
      float[] mean = value(((Normalized) step.source()).mean());
      float[] offset = value(weight(step.inputs().get(2)).orElseThrow());
      return IntStream.range(0, factor.length)
          .mapToDouble(i -> offset[i] - mean[i] * factor[i])
          .toArray();
    }

    private float[] value(String name) {
      float[] changed = folded.get(name);
      return changed != null ? changed : trained.apply(name);
    }

    private Optional<String> weight(int position) {
      return old.get(position).source() instanceof Weight weight
          ? Optional.of(weight.name())
          : Optional.empty();
    }

    /** A new weight, a number for each channel of a layer. */
    private int added(Step layer, String wanted, double[] value) {
      String name = wanted;
      while (!names.add(name)) {
        name += "_folded";
      }
      folded.put(name, rounded(value));
      own.add(name);
      long channels = layer.shape().get(layer.shape().size() - 1);
      return add(new Step(layer.path(), new Weight(name), List.of(), List.of(channels)));
    }

    private static float[] rounded(double[] value) {
      return Floats.toArray(Doubles.asList(value));
    }

    private int add(Step step) {
      steps.add(step);
      return steps.size() - 1;
    }

    /** What an output is computed from, and the examples. */
    private static boolean[] needed(List<Step> steps, int output) {
      boolean[] needed = new boolean[steps.size()];
      needed[0] = true;
      needed[output] = true;
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (needed[i]) {
          steps.get(i).inputs().forEach(input -> needed[input] = true);
        }
      }
      return needed;
    }

    /** Without what nobody needs any more. */
    private Folded used() {
      boolean[] left = needed(steps, positions[output]);
      int[] moved = new int[steps.size()];
      List<Step> kept = new ArrayList<>();
      Map<String, float[]> weights = new HashMap<>();
      for (int i = 0; i < left.length; i++) {
        moved[i] = kept.size();
        if (left[i]) {
          Step step = steps.get(i);
          List<Integer> inputs = step.inputs().stream().map(input -> moved[input]).toList();
          kept.add(new Step(step.path(), step.source(), inputs, step.shape()));
          names(step.source()).forEach(name -> weights.put(name, value(name)));
        }
      }
      return new Folded(
          new Subnet(kept, moved[positions[output]]), StoredWeights.plain(weights), factors, own);
    }

    private static List<String> names(Source source) {
      if (source instanceof Weight weight) {
        return List.of(weight.name());
      }
      return source instanceof Normalized by ? List.of(by.mean(), by.variance()) : List.of();
    }
  }
}
