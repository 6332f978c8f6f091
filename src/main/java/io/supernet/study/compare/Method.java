package io.supernet.study.compare;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A way of spending a time on the search for a network. */
public enum Method {
  /** Random networks are trained to the end. */
  RANDOM("random", "random search", false),
  /** Regularized evolution (Real et al. 2019) of networks trained to the end. */
  EVOLUTION("evolution", "regularized evolution", false),
  /** Successive halving of random networks. */
  HALVING("halving", "successive halving", false),
  /** Successive halving of the largest of random networks. */
  LARGEST("largest-halving", "largest first → halving", false),
  /** The same by size and a score of untrained networks. */
  UNTRAINED("untrained-halving", "size × expressivity → halving", false),
  /** A supernet is searched for accuracy, and its best are trained to the end. */
  SUPERNET("supernet", "supernet, its best trained", true),
  /** What a run does: a supernet and size, then a tournament. */
  TOURNAMENT("supernet-tournament", "supernet × size → tournament", true);

  private final String key;
  private final String title;
  private final boolean supernet;

  Method(String key, String title, boolean supernet) {
    this.key = key;
    this.title = title;
    this.supernet = supernet;
  }

  /** What a user calls it. */
  public String key() {
    return key;
  }

  /** In words. */
  public String title() {
    return title;
  }

  boolean hasSupernet() {
    return supernet;
  }

  /**
   * The one of that name.
   *
   * @throws SupernetException if there is none
   */
  public static Method of(String key) {
    return Arrays.stream(values())
        .filter(method -> method.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.USAGE,
                    Text.of(
                        "Method '%s' is not known; choose from %s.",
                        key,
                        Arrays.stream(values())
                            .map(Method::key)
                            .collect(Collectors.joining(", ")))));
  }
}
