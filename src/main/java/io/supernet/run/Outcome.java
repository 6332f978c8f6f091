package io.supernet.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.supernet.cost.Cost;
import io.supernet.evaluate.Metric;
import io.supernet.storage.SealedJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has found. Entries that its goal does not reach are null or empty.
 *
 * @param space name of the space
 * @param metric of the task that decides which is better
 * @param winner index of the exported one among the candidates; null before retraining
 * @param judgedBy who judged them in the search, as {@link SearchOptions#evaluator}
 * @param candidates the best by it, best first, with several objectives some of the Pareto front;
 *     then, if asked for, the best of random search
 * @param front the Pareto front of the search, if it has several objectives
 * @param cautions what to know before believing the ranking of the search
 * @param searchEnd why the search ended before its budget was used up, such as that there is no
 *     other architecture within the limits; empty if it did not
 * @param test metrics of the winner on the test examples, by name; none before export
 * @param savedModel folder of the exported winner, with its version; null before export
 * @param seconds spent in each phase
 * @param rival what random architectures came to that were trained for as long; null if none were
 * @since 0.1
 */
public record Outcome(
    String space,
    Metric metric,
    @Nullable Integer winner,
    String judgedBy,
    List<Candidate> candidates,
    List<Findings.Row> front,
    List<String> cautions,
    String searchEnd,
    Map<String, Double> test,
    @Nullable String savedModel,
    Map<String, Double> seconds,
    @Nullable Rival rival) {

  /**
   * Random architectures that were trained to the end in the same time as the whole run took.
   *
   * @param trained how many
   * @param architecture the best of them by validation
   * @param validation its metrics by name
   * @param test its metrics on the test examples, by name
   */
  public record Rival(
      int trained, String architecture, Map<String, Double> validation, Map<String, Double> test) {
    public Rival {
      validation = ImmutableMap.copyOf(validation);
      test = ImmutableMap.copyOf(test);
    }
  }

  /**
   * One of the best.
   *
   * @param architecture in the notation of its space
   * @param foundBy the search strategy
   * @param evaluations that this strategy made
   * @param searched metrics by name as judged in the search: by the supernet, with inherited
   *     weights on validation examples
   * @param epochs for which it was trained alone; 0 if it was not
   * @param dropped metrics by name on validation examples when it dropped out of the tournament,
   *     after these epochs; none if it did not. Not to be compared with {@code retrained}
   * @param retrained metrics by name when trained alone to the end, on validation examples; none
   *     before that and if it failed
   * @param cost multiply-adds and parameters
   * @param failure why its training alone came to nothing; null if it did not
   */
  public record Candidate(
      String architecture,
      String foundBy,
      int evaluations,
      Map<String, Double> searched,
      int epochs,
      Map<String, Double> dropped,
      Map<String, Double> retrained,
      Cost cost,
      @Nullable String failure) {
    public Candidate {
      searched = ImmutableMap.copyOf(searched);
      dropped = ImmutableMap.copyOf(dropped);
      retrained = ImmutableMap.copyOf(retrained);
    }
  }

  private static final SealedJson<Outcome> FORMAT =
      new SealedJson<>("result", 4, Outcome.class, "restore it, or run 'supernet resume'");

  public Outcome {
    candidates = ImmutableList.copyOf(candidates);
    front = ImmutableList.copyOf(front);
    cautions = ImmutableList.copyOf(cautions);
    Objects.requireNonNull(judgedBy, "judgedBy");
    Objects.requireNonNull(searchEnd, "searchEnd");
    Objects.requireNonNull(metric, "metric");
    test = ImmutableMap.copyOf(test);
    seconds = ImmutableMap.copyOf(seconds);
  }

  /** That of some metrics which decides; none if they lack it. */
  public Optional<Double> deciding(Map<String, Double> metrics) {
    return Optional.ofNullable(metrics.get(metric.name()));
  }

  /** Whether the run's supernet judged the candidates. */
  public boolean isBySupernet() {
    return judgedBy.equals(SearchOptions.SUPERNET);
  }

  /** Writes it, in place of an earlier one. */
  public void write(Path file) {
    FORMAT.write(file, this);
  }

  /** The outcome in a file, if there is one. */
  public static Optional<Outcome> find(Path file) {
    return FORMAT.find(file);
  }
}
