package io.supernet.train;

import io.supernet.RandomStreams;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.UniformSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;

/** Learns nothing, and always says that this looks wrong. */
final class AlarmingSampler implements LearningSampler {

  private final UniformSampler uniform = new UniformSampler();

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    return uniform.next(space, step, streams);
  }

  @Override
  public int updates() {
    return 2;
  }

  @Override
  public void learn(SearchSpace space, long update, Reward reward, RandomStreams streams) {}

  @Override
  public Preferences preferences(SearchSpace space, RandomStreams streams) {
    return new Preferences(List.of(0.5), "alarm: nothing is learned");
  }

  @Override
  public void save(SearchSpace space, Path folder) {}

  @Override
  public void restore(SearchSpace space, Path folder) {}

  @Override
  public void close() {}
}
