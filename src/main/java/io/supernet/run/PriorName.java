package io.supernet.run;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.score.Belief;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/** The objective that is a prior, by the names of its scorers: {@code prior:accuracy*live-macs}. */
@API(status = INTERNAL)
public final class PriorName {

  private static final String PRIOR = "prior:";
  private static final String TIMES = "*";

  /** The prior whose scorers have to stand the test. */
  public static final String AUTO = "auto";

  private static final String JUDGE = "accuracy";

  private static final String SIZE = "live-macs";

  private static final List<String> OF_AUTO = List.of(JUDGE, SIZE);

  private PriorName() {}

  /** The prior where there is no supernet. */
  public static String untrained() {
    return of(List.of(SIZE, "expressivity"));
  }

  /** The prior of these scorers. */
  public static String of(List<String> scorers) {
    return PRIOR + String.join(TIMES, scorers);
  }

  /** Whether an objective is a prior. */
  public static boolean is(String objective) {
    return objective.startsWith(PRIOR);
  }

  /** Whether an objective is a prior whose scorers have weights of their own. */
  public static boolean isAuto(String objective) {
    return objective.equals(PRIOR + AUTO);
  }

  /** The scorers of a prior; of another objective itself. */
  public static List<String> scorers(String objective) {
    if (isAuto(objective)) {
      return OF_AUTO;
    }
    return is(objective)
        ? Splitter.on(TIMES).splitToList(objective.substring(PRIOR.length()))
        : List.of(objective);
  }

  /** Whether {@link #AUTO} looks at what this scorer says of each architecture. */
  public static boolean decides(String scorer) {
    return OF_AUTO.contains(scorer);
  }

  /**
   * What scorers count in {@link #AUTO}.
   *
   * @param scores of a random sample by scorer, the higher the better; in one order, but not all as
   *     many
   * @param random for what is chance in them
   * @param note is told what was decided, and why
   */
  public static Map<String, Double> weights(
      Map<String, double[]> scores, RandomGenerator random, Consumer<String> note) {
    double[] judged = requireNonNull(scores.get(JUDGE));
    double[] size = Arrays.copyOf(requireNonNull(scores.get(SIZE)), judged.length);
    Belief belief = Belief.inSize(judged, size, random);
    note.accept(
        Text.of(
            "prior auto: %s, since %s",
            belief.counts() ? JUDGE + " and " + SIZE : JUDGE + " alone", belief.reason()));
    // In one order: its file is the same in every process.
    return ImmutableMap.of(JUDGE, 1.0, SIZE, belief.counts() ? 1.0 : 0.0);
  }

  /** Refuses a scorer that would count twice. */
  public static void check(List<String> scorers) {
    if (scorers.stream().distinct().count() < scorers.size()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("The prior is of %s; give each scorer once.", String.join(", ", scorers)));
    }
  }
}
