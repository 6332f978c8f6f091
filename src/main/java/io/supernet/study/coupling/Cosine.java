package io.supernet.study.coupling;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The cosine of the angle between two gradients, over the weights that both have. */
final class Cosine {

  private Cosine() {}

  /**
   * The cosine.
   *
   * @param a gradient by weight name
   * @param b gradient by weight name; where a has the name too, of the same length
   * @param counted which names count
   * @return −1 to 1; none if there is no weight in common, or one gradient is 0 on all of them
   */
  static OptionalDouble of(
      Map<String, float[]> a, Map<String, float[]> b, Predicate<String> counted) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (Map.Entry<String, float[]> entry : a.entrySet()) {
      float[] y = b.get(entry.getKey());
      if (y == null || !counted.test(entry.getKey())) {
        continue;
      }
      float[] x = entry.getValue();
      for (int i = 0; i < x.length; i++) {
        aa += (double) x[i] * x[i];
        bb += (double) y[i] * y[i];
        ab += (double) x[i] * y[i];
      }
    }
    double cosine = ab / (Math.sqrt(aa) * Math.sqrt(bb));
    return Double.isFinite(cosine)
        ? OptionalDouble.of(Math.max(-1, Math.min(1, cosine)))
        : OptionalDouble.empty();
  }
}
