package io.supernet.network;

import java.util.Arrays;
import java.util.List;

/**
 * A weight at its largest, of which each candidate uses a part: its first channels, the center of
 * its kernels, or what else {@link #part} computes from it.
 *
 * <p>In the supernet it is one variable that all candidates share. An architecture alone does not
 * have it, but the part alone, as a weight of its own: that is all that it trains, counts and
 * exports. The part has the name of the whole and begins with the same values as in the supernet.
 *
 * @since 0.1
 */
public final class ElasticWeight {

  private final WeightSpec spec;
  private final Activation value;

  /**
   * A weight.
   *
   * @param spec of the whole
   * @param value of the whole; without operand in a graph of one architecture
   */
  ElasticWeight(WeightSpec spec, Activation value) {
    this.spec = spec;
    this.value = value;
  }

  /**
   * Makes a weight where all candidates that use it can see it.
   *
   * @param shape of the whole
   * @param initializer how the whole begins
   * @param decay whether weight decay applies to it
   */
  public static ElasticWeight of(
      NetworkBuilder b, String name, List<Long> shape, Initializer initializer, boolean decay) {
    b.reading().check(b, List.of());
    return b.reading().elasticWeight(b, new WeightSpec(b.pathOf(name), shape, initializer, decay));
  }

  /**
   * A part of a weight, or what else is computed from weights. In the supernet the ops compute it
   * in every step; alone it is a weight of its own, which begins with what they give. One
   * architecture uses one part of a weight.
   *
   * @param b of the candidate that uses it
   * @param shape of the part
   * @param from first the weight whose name the part has
   */
  public static Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    b.reading().check(b, from.stream().map(ElasticWeight::value).toList());
    return b.reading().part(b, shape, List.copyOf(from), operation);
  }

  /** The shape of the whole. */
  public List<Long> shape() {
    return spec.shape();
  }

  /**
   * The first entries along each dimension.
   *
   * @param b of the candidate that uses them
   * @param sizes how many of each dimension
   */
  public Activation first(NetworkBuilder b, int... sizes) {
    List<Long> shape = Arrays.stream(sizes).mapToObj(size -> (long) size).toList();
    // Slices by int32: with int64 TensorFlow cannot build their gradient.
    return part(
        b,
        shape,
        List.of(this),
        (tf, in) ->
            tf.slice(in.get(0), tf.constant(new int[sizes.length]), tf.constant(sizes.clone())));
  }

  WeightSpec spec() {
    return spec;
  }

  Activation value() {
    return value;
  }
}
