package io.supernet.spaces;

import static io.supernet.network.Operations.squeezeExcite;

import io.supernet.network.Activation;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/**
 * Squeeze and excitation whose weights are the first of the largest; a quarter of the channels in
 * the middle.
 */
final class ElasticSqueeze implements Operation {

  private final ElasticWeight reduce;
  private final ElasticWeight reduceBias;
  private final ElasticWeight expand;
  private final ElasticWeight expandBias;

  /** Makes weights for the most channels. */
  ElasticSqueeze(NetworkBuilder b, int channels) {
    long all = channels;
    long few = middle(channels);
    this.reduce = kernel(b, "reduce", all, few);
    this.reduceBias = ElasticWeight.of(b, "reduce_bias", List.of(few), Initializer.zeros(), false);
    this.expand = kernel(b, "expand", few, all);
    this.expandBias = ElasticWeight.of(b, "expand_bias", List.of(all), Initializer.zeros(), false);
  }

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    int all = x.channels();
    int few = middle(all);
    return squeezeExcite(
            reduce.first(b, all, few),
            reduceBias.first(b, few),
            expand.first(b, few, all),
            expandBias.first(b, all))
        .apply(b, x);
  }

  /** A quarter, rounded to a multiple of 8 but not by more than a tenth down. */
  static int middle(int channels) {
    int quarter = channels / 4;
    int rounded = Math.max(8, (quarter + 4) / 8 * 8);
    return rounded < 0.9 * quarter ? rounded + 8 : rounded;
  }

  private static ElasticWeight kernel(NetworkBuilder b, String name, long in, long out) {
    List<Long> shape = List.of(in, out);
    return ElasticWeight.of(b, name, shape, Initializer.he(shape), true);
  }
}
