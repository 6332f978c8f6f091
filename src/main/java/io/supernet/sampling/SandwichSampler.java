package io.supernet.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Bounds;
import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * The sandwich rule: a step trains the largest architecture, the smallest and some random ones.
 *
 * <p>Yu, Huang: Universally Slimmable Networks and Improved Training Techniques, ICCV 2019; Yu et
 * al.: BigNAS, ECCV 2020, from which in-place distillation is: the others learn what the largest
 * says.
 *
 * @param largest architecture of the space, trained first
 * @param smallest architecture of the space
 * @param random how many uniformly drawn ones beside them, 0 or more; 2 in the papers
 * @param together how they are trained: {@link Together#MEAN}, or the largest teaches the others
 */
@API(status = INTERNAL)
public record SandwichSampler(
    Architecture largest, Architecture smallest, int random, Together together)
    implements PathSampler {

  public SandwichSampler {
    Bounds.check(random >= 0, "number of random paths", random, "0 or more");
  }

  @Override
  public int paths(SearchSpace space) {
    return 2 + random;
  }

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    List<Architecture> paths = new ArrayList<>(List.of(largest, smallest));
    RandomGenerator generator = streams.stream("paths", step);
    for (int i = 0; i < random; i++) {
      paths.add(space.sample(generator));
    }
    return paths;
  }
}
