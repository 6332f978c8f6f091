package io.supernet.extension;

import io.supernet.RandomStreams;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Samplers of users, each with a mistake. Tests find the line of it by the comment at its end. */
public final class WrongSamplers {

  private WrongSamplers() {}

  public static final class Throws implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      throw new IllegalStateException("no weather data"); // Throws
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  public static final class NeverEnds implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return next(space, step, streams); // NeverEnds
    }
  }

  public static final class ReturnsNull implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return null;
    }
  }

  public static final class HasNoPaths implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return List.of();
    }
  }

  public static final class HasNullPaths implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return Collections.singletonList(null);
    }
  }

  public static final class LeavesTheSpace implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return List.of(Architecture.of(99));
    }
  }

  public static final class ForgetsWhatMatters implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      int[] choices = new int[space.decisions().size()];
      choices[choices.length - 1] = 1;
      return List.of(Architecture.of(choices));
    }
  }

  public static final class TrainsNone implements PathSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return List.of();
    }

    @Override
    public int paths(SearchSpace space) {
      return 0;
    }
  }

  public static final class LearnsNothing implements LearningSampler {
    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return List.of(space.sample(streams.stream("paths", step)));
    }

    @Override
    public int updates() {
      return 1;
    }

    @Override
    public void learn(SearchSpace space, long update, Reward reward, RandomStreams streams) {
      throw new IllegalStateException("no weather data"); // LearnsNothing
    }

    @Override
    public Preferences preferences(SearchSpace space, RandomStreams streams) {
      return null;
    }

    @Override
    public void save(SearchSpace space, Path folder) {}

    @Override
    public void restore(SearchSpace space, Path folder) {}

    @Override
    public void close() {}
  }
}
