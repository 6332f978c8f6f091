package io.supernet.spaces;

import static io.supernet.network.Operations.hardSigmoid;

import io.supernet.network.Activation;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/**
 * Scales each channel by a number from 0 to 1 that two small layers compute from the means of all
 * channels; the layers' weights are the first of the largest.
 *
 * <p>Hu, Shen, Sun: Squeeze-and-Excitation Networks, CVPR 2018; a quarter of the channels in the
 * middle and the hard sigmoid as in Howard et al.: Searching for MobileNetV3, ICCV 2019.
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
    b.macs(2L * all * few);
    Activation h =
        dense(b, b.globalAveragePool(x), reduce.first(b, all, few), reduceBias.first(b, few));
    h = dense(b, b.relu(h), expand.first(b, few, all), expandBias.first(b, all));
    return b.tensorflow(
        List.of(x, hardSigmoid().apply(b, h)),
        (tf, in) ->
            tf.math.mul(in.get(0), tf.reshape(in.get(1), tf.constant(new int[] {-1, 1, 1, all}))));
  }

  /** A quarter, rounded to a multiple of 8 but not by more than a tenth down. */
  static int middle(int channels) {
    int quarter = channels / 4;
    int rounded = Math.max(8, (quarter + 4) / 8 * 8);
    return rounded < 0.9 * quarter ? rounded + 8 : rounded;
  }

  private static Activation dense(
      NetworkBuilder b, Activation x, Activation kernel, Activation bias) {
    return b.tensorflow(
        List.of(x, kernel, bias),
        (tf, in) -> tf.nn.biasAdd(tf.linalg.matMul(in.get(0), in.get(1)), in.get(2)));
  }

  private static ElasticWeight kernel(NetworkBuilder b, String name, long in, long out) {
    List<Long> shape = List.of(in, out);
    return ElasticWeight.of(b, name, shape, Initializer.he(shape), true);
  }
}
