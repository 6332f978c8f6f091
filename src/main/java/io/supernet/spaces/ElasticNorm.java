package io.supernet.spaces;

import static io.supernet.network.Operations.batchNorm;

import io.supernet.network.Activation;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/** Batch normalization of as many channels as the input has, with the first scales and offsets. */
final class ElasticNorm implements Operation {

  private final String name;
  private final ElasticWeight scale;
  private final ElasticWeight offset;

  /** Makes scales and offsets for the most channels. */
  ElasticNorm(NetworkBuilder b, String name, long channels) {
    NetworkBuilder inside = b.scope(name);
    this.name = name;
    this.scale = ElasticWeight.of(inside, "scale", List.of(channels), Initializer.ones(), false);
    this.offset = ElasticWeight.of(inside, "offset", List.of(channels), Initializer.zeros(), false);
  }

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    int channels = x.channels();
    return batchNorm(scale.first(b, channels), offset.first(b, channels)).apply(b.scope(name), x);
  }
}
