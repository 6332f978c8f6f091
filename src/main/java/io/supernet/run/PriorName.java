package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Splitter;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;
import org.apiguardian.api.API;

/** The objective that is a prior, by the names of its scorers: {@code prior:accuracy*live-macs}. */
@API(status = INTERNAL)
public final class PriorName {

  private static final String PRIOR = "prior:";
  private static final String TIMES = "*";

  private PriorName() {}

  /** The prior of these scorers. */
  public static String of(List<String> scorers) {
    return PRIOR + String.join(TIMES, scorers);
  }

  /** Whether an objective is a prior. */
  public static boolean is(String objective) {
    return objective.startsWith(PRIOR);
  }

  /** The scorers of a prior; of another objective itself. */
  static List<String> scorers(String objective) {
    return is(objective)
        ? Splitter.on(TIMES).splitToList(objective.substring(PRIOR.length()))
        : List.of(objective);
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
