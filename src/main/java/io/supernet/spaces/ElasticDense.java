package io.supernet.spaces;

import static io.supernet.network.Operations.dense;

import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/** A fully connected layer with the first weights of the widest. */
final class ElasticDense {

  private final ElasticWeight kernel;
  private final ElasticWeight bias;

  /** Makes the weights for the most inputs and outputs, before or after a ReLU. */
  ElasticDense(NetworkBuilder b, String name, long in, long out) {
    this(b, name, in, out, 1);
  }

  /** The same with a kernel so much smaller. */
  ElasticDense(NetworkBuilder b, String name, long in, long out, double scale) {
    this(b, name, in, out, new Initializer.TruncatedNormal((float) (scale * Math.sqrt(2.0 / in))));
  }

  /** The same with a kernel that begins so. */
  ElasticDense(NetworkBuilder b, String name, long in, long out, Initializer first) {
    NetworkBuilder inside = b.scope(name);
    this.kernel = ElasticWeight.of(inside, "kernel", List.of(in, out), first, true);
    this.bias = ElasticWeight.of(inside, "bias", List.of(out), Initializer.zeros(), false);
  }

  /** The layer from all channels of its input to so many units. */
  Operation to(int units) {
    return (b, x) -> dense(kernel.first(b, x.channels(), units), bias.first(b, units)).apply(b, x);
  }
}
