package io.supernet.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.extension.UserCode;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;
import org.apiguardian.api.API;

/** What a {@link PathSampler} promises, checked where it is asked. */
@API(status = INTERNAL)
public final class PathContract {

  private PathContract() {}

  /**
   * How many paths a step trains, at least 1.
   *
   * @throws SupernetException if the sampler says less
   */
  public static int count(PathSampler sampler, SearchSpace space) {
    int count = sampler.paths(space);
    if (count < 1) {
      throw broken(sampler, Text.of("trains %d paths a step; let 'paths' give 1 or more", count));
    }
    return count;
  }

  /**
   * The paths of a step: as many as the sampler says, canonical architectures of the space.
   *
   * @throws SupernetException if the sampler gives others
   */
  public static List<Architecture> next(
      PathSampler sampler, SearchSpace space, long step, RandomStreams streams) {
    List<Architecture> paths = sampler.next(space, step, streams);
    int count = count(sampler, space);
    if (paths.size() != count) {
      throw broken(
          sampler,
          Text.of(
              "gives %d paths for step %d, but says that a step trains %d; let 'next' and 'paths' agree",
              paths.size(), step, count));
    }
    for (Architecture path : paths) {
      check(sampler, space, step, path);
    }
    return paths;
  }

  private static void check(PathSampler sampler, SearchSpace space, long step, Architecture path) {
    if (path == null) {
      throw broken(sampler, Text.of("gives null as a path of step %d; give architectures", step));
    }
    if (!of(space, path)) {
      throw broken(
          sampler,
          Text.of(
              "gives %s for step %d, which is not an architecture of space '%s'; draw from the space that it is given",
              path, step, space.name()));
    }
    if (!space.canonical(path).equals(path)) {
      throw broken(
          sampler,
          Text.of(
              "gives the path %s for step %d, which is not canonical; let space.canonical make it so",
              path, step));
    }
  }

  private static boolean of(SearchSpace space, Architecture path) {
    try {
      space.check(path);
      return true;
    } catch (SupernetException e) {
      return false;
    }
  }

  private static SupernetException broken(PathSampler sampler, String what) {
    return new SupernetException(
        Kind.USAGE, Text.of("Sampler '%s' %s.", UserCode.name(sampler), what));
  }
}
