package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How a weight begins.
 *
 * @since 0.1
 */
public sealed interface Initializer {

  /** Every entry the same. */
  record Constant(float value) implements Initializer {}

  /** Normal with mean 0, cut off at two standard deviations. */
  record TruncatedNormal(float deviation) implements Initializer {}

  /** A square matrix that changes nothing: 1 on the diagonal, 0 elsewhere. */
  record Identity() implements Initializer {}

  /**
   * What ops compute from the first values of other weights.
   *
   * @param from the other weights
   */
  @API(status = INTERNAL)
  record Part(List<WeightSpec> from, TensorFlowOperation operation) implements Initializer {

    public Part {
      from = ImmutableList.copyOf(from);
    }

    /** A part of elastic weights as a weight of its own. */
    static WeightSpec spec(
        List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
      List<WeightSpec> specs = from.stream().map(ElasticWeight::spec).toList();
      WeightSpec first = specs.get(0);
      return new WeightSpec(
          first.name(), shape, new Part(specs, operation), first.decay(), first.pace());
    }
  }

  /** All 0. */
  static Initializer zeros() {
    return new Constant(0);
  }

  /** All 1. */
  static Initializer ones() {
    return new Constant(1);
  }

  /**
   * Variance 2 / fan-in, for layers that follow or precede a ReLU (He, Zhang, Ren, Sun: Delving
   * Deep into Rectifiers, ICCV 2015).
   *
   * @param shape of the weight; all but the last dimension are the fan-in
   */
  static Initializer he(List<Long> shape) {
    long fanIn = shape.stream().limit(shape.size() - 1L).reduce(1L, (a, b) -> a * b);
    // A normal cut off at two deviations has 0.8796 of its deviation left.
    return new TruncatedNormal((float) (Math.sqrt(2.0 / fanIn) / 0.87962566));
  }
}
