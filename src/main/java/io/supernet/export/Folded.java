package io.supernet.export;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import io.supernet.network.Convolution;
import io.supernet.network.Layer;
import io.supernet.network.Subnet;
import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Source;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Subnet.Zeros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A network as it is served: batch normalization is part of the kernel and bias before it, or a
 * factor and a shift where there is none; zeros are added to nothing.
 *
 * @param subnet what is left
 * @param weights their values by name, row by row
 */
record Folded(Subnet subnet, Map<String, float[]> weights) {

  /**
   * Folds a network.
   *
   * @param values of all its variables by name
   */
  static Folded of(Subnet subnet, Map<String, float[]> values) {
    return new Folding(subnet, values).folded();
  }

  private static final class Folding {

    private final List<Step> old;
    private final int output;
    private final int[] uses;
    private final Map<String, float[]> values;
    private final List<Step> steps = new ArrayList<>();
    private final int[] positions;

    Folding(Subnet subnet, Map<String, float[]> values) {
      this.old = subnet.steps();
      this.output = subnet.output();
      this.values = new HashMap<>(values);
      this.positions = new int[old.size()];
      this.uses = new int[old.size()];
      uses[output]++;
      old.forEach(step -> step.inputs().forEach(input -> uses[input]++));
    }

    Folded folded() {
      Map<Integer, Step> normalizers = new HashMap<>();
      for (Step step : old) {
        if (step.source() instanceof Normalized && absorbs(step)) {
          normalizers.put(step.inputs().get(0), step);
        }
      }
      for (int i = 0; i < old.size(); i++) {
        Step step = old.get(i);
        if (normalizers.containsKey(i)) {
          positions[i] = absorbed(step, normalizers.get(i));
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
      float[] taps = values.get(name).clone();
      // The filters, or the channels of a depthwise kernel, are what moves fastest.
      for (int i = 0; i < taps.length; i++) {
        taps[i] = (float) (taps[i] * factor[i % factor.length]);
      }
      values.put(name, taps);
      int bias;
      if (step.inputs().size() == 3) {
        bias = positions[step.inputs().get(2)];
        String trained = weight(step.inputs().get(2)).orElseThrow();
        float[] before = values.get(trained);
        Arrays.setAll(shift, i -> shift[i] + before[i] * factor[i]);
        values.put(trained, rounded(shift));
      } else {
        bias = added(step.path(), name.replaceFirst("(kernel)?$", "bias"), shift);
      }
      List<Integer> inputs = List.of(positions[step.inputs().get(0)], positions[kernel], bias);
      return add(new Step(step.path(), step.source(), inputs, step.shape()));
    }

    private int affine(Step step) {
      double[] factor = factor(step).orElseThrow();
      int times = added(step.path(), step.path() + "factor", factor);
      int plus = added(step.path(), step.path() + "shift", shift(step, factor));
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
      float[] scale = values.get(weight(step.inputs().get(1)).orElseThrow());
      float[] variance = values.get(by.variance());
      return Optional.of(
          IntStream.range(0, scale.length)
              .mapToDouble(i -> scale[i] / Math.sqrt(variance[i] + (double) by.epsilon()))
              .toArray());
    }

    private double[] shift(Step step, double[] factor) {
      float[] mean = values.get(((Normalized) step.source()).mean());
      float[] offset = values.get(weight(step.inputs().get(2)).orElseThrow());
      return IntStream.range(0, factor.length)
          .mapToDouble(i -> offset[i] - mean[i] * factor[i])
          .toArray();
    }

    private Optional<String> weight(int position) {
      return old.get(position).source() instanceof Weight weight
          ? Optional.of(weight.name())
          : Optional.empty();
    }

    /** A new weight. */
    private int added(String path, String wanted, double[] value) {
      String name = wanted;
      while (values.containsKey(name)) {
        name += "_folded";
      }
      values.put(name, rounded(value));
      return add(new Step(path, new Weight(name), List.of(), List.of((long) value.length)));
    }

    private static float[] rounded(double[] value) {
      return Floats.toArray(Doubles.asList(value));
    }

    private int add(Step step) {
      steps.add(step);
      return steps.size() - 1;
    }

    /** Without what nobody needs any more; the examples stay. */
    private Folded used() {
      boolean[] needed = new boolean[steps.size()];
      needed[0] = true;
      needed[positions[output]] = true;
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (needed[i]) {
          steps.get(i).inputs().forEach(input -> needed[input] = true);
        }
      }
      int[] moved = new int[steps.size()];
      List<Step> kept = new ArrayList<>();
      Map<String, float[]> left = new HashMap<>();
      for (int i = 0; i < needed.length; i++) {
        moved[i] = kept.size();
        if (needed[i]) {
          Step step = steps.get(i);
          List<Integer> inputs = step.inputs().stream().map(input -> moved[input]).toList();
          kept.add(new Step(step.path(), step.source(), inputs, step.shape()));
          names(step.source()).forEach(name -> left.put(name, values.get(name)));
        }
      }
      return new Folded(new Subnet(kept, moved[positions[output]]), left);
    }

    private static List<String> names(Source source) {
      if (source instanceof Weight weight) {
        return List.of(weight.name());
      }
      return source instanceof Normalized by ? List.of(by.mean(), by.variance()) : List.of();
    }
  }
}
