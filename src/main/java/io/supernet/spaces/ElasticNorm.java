package io.supernet.spaces;

import io.supernet.network.Activation;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/** Batch normalisation of as many channels as the input has, with the first scales and offsets. */
final class ElasticNorm implements Operation {

  private final String name;
  private final ElasticWeight scale;
  private final ElasticWeight offset;

  /** Makes scales and offsets for the most channels. */
  ElasticNorm(NetworkBuilder b, String name, long channels) {
    NetworkBuilder inside = b.scope(name);
    this.name = name;
    this.scale = inside.elasticWeight("scale", List.of(channels), Initializer.ones(), false);
    this.offset = inside.elasticWeight("offset", List.of(channels), Initializer.zeros(), false);
  }

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    return b.batchNorm(name, x, scale.first(b, x.channels()), offset.first(b, x.channels()));
  }
}
