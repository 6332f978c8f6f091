package io.supernet.tournament;

import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;

/**
 * The most promising architectures without those that are nearly the same: what one of them is
 * worth, its near duplicate is worth too, and a tournament of siblings compares nothing.
 */
public final class Shortlist {

  /** Who differs in a smaller share of the decisions is a near duplicate. */
  private static final double SHARE = 0.1;

  private Shortlist() {}

  /**
   * So many of the best of which no two are near duplicates; if there are not enough, the best of
   * the near duplicates fill the rest. With ten decisions or fewer none is one.
   *
   * @param ranked all different, best first
   * @param count how many at the most
   * @return best first
   */
  public static List<Architecture> of(List<Architecture> ranked, int count) {
    List<Architecture> taken = new ArrayList<>();
    List<Architecture> near = new ArrayList<>();
    for (Architecture next : ranked) {
      if (taken.size() == count) {
        break;
      }
      boolean duplicate =
          taken.stream().anyMatch(one -> distance(one, next) < SHARE * next.length());
      (duplicate ? near : taken).add(next);
    }
    taken.addAll(near.subList(0, Math.min(near.size(), count - taken.size())));
    return ranked.stream().filter(taken::contains).toList();
  }

  private static int distance(Architecture one, Architecture other) {
    int different = 0;
    for (int i = 0; i < one.length(); i++) {
      if (one.choice(i) != other.choice(i)) {
        different++;
      }
    }
    return different;
  }
}
