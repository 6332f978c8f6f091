package io.supernet.network;

import java.util.Arrays;
import java.util.List;

/**
 * A weight at its largest, of which each candidate uses a part: its first channels, the centre of
 * its kernels, or what else {@link NetworkBuilder#derive} computes from it.
 *
 * <p>In the supernet it is one variable that all candidates share. An architecture alone does not
 * have it, but the part alone, as a weight of its own: that is all that it trains, counts and
 * exports. The part has the name of the whole and begins with the same values as in the supernet.
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
    return b.derive(
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
