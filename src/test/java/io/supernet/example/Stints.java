package io.supernet.example;

import io.supernet.RandomStreams;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;

/** Trains each path ten steps in a row. */
public class Stints implements PathSampler {
  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    return List.of(space.sample(streams.stream("stints", step / 10)));
  }
}
