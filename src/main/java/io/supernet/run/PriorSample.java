package io.supernet.run;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.Doubles;
import io.supernet.storage.SealedJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The scores of a fixed sample, against which the ranks of a prior are taken: kept, so that a
 * search that goes on later ranks as before.
 *
 * @param evaluator who judged, as {@link SearchOptions#evaluator}
 * @param scores by the name of the scorer, the higher the better, ascending
 * @param weights what scorers count in the prior {@link PriorName#AUTO}, by name; empty if it was
 *     not asked for
 */
@API(status = INTERNAL)
public record PriorSample(
    String evaluator, Map<String, List<Double>> scores, Map<String, Double> weights) {

  private static final SealedJson<PriorSample> FORMAT =
      new SealedJson<>("prior", 1, PriorSample.class, "delete it, it will be made again");

  public PriorSample {
    scores = ImmutableMap.copyOf(Maps.transformValues(scores, ImmutableList::copyOf));
    // Files of before there was a choice do not say.
    weights = weights == null ? ImmutableMap.of() : ImmutableMap.copyOf(weights);
  }

  /** Of scores in any order; what is infinite is kept as the largest number. */
  public static PriorSample of(String evaluator, Map<String, double[]> scores) {
    return new PriorSample(
        evaluator,
        Maps.transformValues(
            scores,
            values ->
                Doubles.asList(Arrays.stream(values).map(PriorSample::finite).sorted().toArray())),
        Map.of());
  }

  /** The same with what scorers count in the prior {@link PriorName#AUTO}. */
  public PriorSample withWeights(Map<String, Double> others) {
    return new PriorSample(evaluator, scores, others);
  }

  /** A score as it is kept. */
  static double finite(double score) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, score));
  }

  /** The sample of a run, if one was scored. */
  public static Optional<PriorSample> read(RunLayout run) {
    return FORMAT.find(run.prior());
  }

  /** The sample of a run that this evaluator judged, if one was scored. */
  public static Optional<PriorSample> read(RunLayout run, String evaluator) {
    return read(run).filter(sample -> sample.evaluator.equals(evaluator));
  }

  /** Whether a run has all scores that the priors of its search rank against. */
  public static boolean isReady(RunLayout run, SearchOptions search) {
    List<String> scorers = search.priorScorers();
    return scorers.isEmpty()
        || read(run, search.evaluator())
            .filter(sample -> sample.scores.keySet().containsAll(scorers))
            .filter(sample -> !search.wantsAuto() || !sample.weights.isEmpty())
            .isPresent();
  }

  /** Writes it, in place of an earlier one. */
  public void write(RunLayout run) {
    FORMAT.write(run.prior(), this);
  }

  /**
   * Drops what this scorer has said: it says something else from now on.
   *
   * @return whether it had said anything
   */
  public static boolean forget(RunLayout run, String scorer) {
    Optional<PriorSample> known = read(run).filter(sample -> sample.scores.containsKey(scorer));
    known.ifPresent(
        sample ->
            new PriorSample(
                    sample.evaluator,
                    Maps.filterKeys(sample.scores, name -> !name.equals(scorer)),
                    sample.weights.containsKey(scorer) ? Map.of() : sample.weights)
                .write(run));
    return known.isPresent();
  }

  /** The scores by one scorer. */
  public double[] of(String scorer) {
    return Doubles.toArray(requireNonNull(scores.get(scorer), scorer));
  }
}
