package com.acme;

import io.supernet.RandomStreams;
import io.supernet.network.Definition;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;

/** Trains the largest path half of the time: a sampler that knows the network, found by its name. */
public final class Largest implements PathSampler {

  private final Definition network;

  public Largest(Definition network) {
    this.network = network;
  }

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    return List.of(
        step % 2 == 0 ? network.largest() : space.sample(streams.stream("largest", step)));
  }
}
