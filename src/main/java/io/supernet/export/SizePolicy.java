package io.supernet.export;

import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.export.Family.Member;
import java.time.Duration;
import java.util.List;

/**
 * How a service that answers with a model of several sizes chooses the size for its next requests.
 * Policies have no state and serve all threads.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface SizePolicy {

  /**
   * What answers next.
   *
   * @param size by name
   * @param batch how many waiting requests it answers at once, at least 1
   */
  record Choice(String size, int batch) {}

  /**
   * Chooses.
   *
   * @param waiting how many requests wait, at least 1
   * @param slack until the most urgent of them has to be answered; may be past
   */
  Choice choose(int waiting, Duration slack);

  /**
   * Always the same size.
   *
   * @param most requests at once, at least 1
   */
  static SizePolicy fixed(String size, int most) {
    Bounds.check(most >= 1, "number of requests at once", most, "1 or more");
    return (waiting, slack) -> new Choice(size, Math.min(waiting, most));
  }

  /**
   * The largest size while the queue is short, and the next smaller one for every so many requests
   * more.
   *
   * @param step requests that wait, at least 1; all that wait are answered at once, up to this many
   */
  static SizePolicy byQueue(Family family, int step) {
    Bounds.check(step >= 1, "length of the queue", step, "1 or more");
    List<String> names = family.members().stream().map(Member::name).toList();
    return (waiting, slack) -> {
      int down = Math.min((waiting - 1) / step, names.size() - 1);
      return new Choice(names.get(names.size() - 1 - down), Math.min(waiting, step));
    };
  }

  /**
   * The largest size that answers all that wait before the most urgent request is late; if none
   * does, what answers them soonest. After SlackFit (Khare et al., SuperServe, NSDI 2025), which
   * looks at the time of the next batch alone: a long queue is worked off at its end only.
   *
   * @param family whose latencies were measured on this machine
   * @throws SupernetException if it says no latencies
   */
  static SizePolicy bySlack(Family family) {
    SlackFit policy = SlackFit.of(family);
    return policy::choose;
  }
}
