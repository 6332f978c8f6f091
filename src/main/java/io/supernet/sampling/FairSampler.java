package io.supernet.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Strict fairness: in a step every option of a decision is trained exactly once. The options of
 * each decision are put into a random order; path number i takes the i-th of each. Gradients are
 * added up, as in the paper: an option's weights move as in a step of its path alone, stem and head
 * by what all paths want of them. The bound on the norm of gradients is one on the sum.
 *
 * <p>Chu, Zhang, Xu: FairNAS: Rethinking Evaluation Fairness of Weight Sharing Neural Architecture
 * Search, ICCV 2021. The paper's decisions have the same number of options. Here:
 *
 * <ul>
 *   <li>A step has as many paths as the largest decision has options. A smaller one is dealt out
 *       like a pack of cards: shuffled, dealt over the paths of this step and the next ones,
 *       shuffled anew when used up. After any number of steps, the numbers of times that two of its
 *       options were dealt differ by one at most.
 *   <li>A nested decision is dealt like the others, also to paths in which it does not matter; only
 *       where it matters is an option trained. Its options are trained equally often on average,
 *       not exactly.
 *   <li>If a path is disconnected, the decisions' orders of the largest decisions are drawn again,
 *       which keeps the counts; if that has not helped after a hundred times, the disconnected
 *       paths are trained as they are: their options have had their turn, with gradients of zero.
 * </ul>
 */
@API(status = INTERNAL)
public final class FairSampler implements PathSampler {

  private static final int ATTEMPTS = 100;

  /** Has no options. */
  public FairSampler() {}

  @Override
  public Together together() {
    return Together.SUM;
  }

  @Override
  public int paths(SearchSpace space) {
    return space.decisions().stream().mapToInt(d -> d.options().size()).max().orElse(1);
  }

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    List<Architecture> paths = List.of();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      paths = deal(space, step, attempt, streams);
      if (paths.stream().allMatch(space::connected)) {
        return paths;
      }
    }
    return paths;
  }

  private List<Architecture> deal(
      SearchSpace space, long step, int attempt, RandomStreams streams) {
    int count = paths(space);
    int[][] choices = new int[count][space.decisions().size()];
    for (int decision = 0; decision < space.decisions().size(); decision++) {
      int options = space.decisions().get(decision).options().size();
      // Packs of other sizes reach over several steps and cannot be shuffled again for one.
      String dealer = "fair/" + decision + (options == count ? "/" + attempt : "");
      int[] pack = {};
      long shuffled = -1;
      for (int path = 0; path < count; path++) {
        long card = step * count + path;
        if (card / options != shuffled) {
          shuffled = card / options;
          pack = shuffle(options, streams.stream(dealer, shuffled));
        }
        choices[path][decision] = pack[Math.toIntExact(card % options)];
      }
    }
    List<Architecture> paths = new ArrayList<>();
    for (int[] path : choices) {
      paths.add(space.canonical(Architecture.of(path)));
    }
    return paths;
  }

  private static int[] shuffle(int size, RandomGenerator random) {
    int[] pack = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      pack[i] = pack[j];
      pack[j] = i;
    }
    return pack;
  }
}
