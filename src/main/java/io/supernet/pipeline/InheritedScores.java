package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Opened;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.network.BatchNormMode;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.supernet.Concurrency;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.supernet.SupernetEvaluator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Judges architectures with inherited weights on validation examples: by the mean of each metric
 * over the supernets of a run. An architecture that one of them cannot judge is not judged.
 */
@API(status = INTERNAL)
public final class InheritedScores implements Evaluator, AutoCloseable {

  private final List<SupernetEvaluator> evaluators = new ArrayList<>();
  private final Opened opened = new Opened();

  private InheritedScores() {}

  /**
   * By these supernets, which it closes.
   *
   * @param concurrency how many architectures each of them judges at once
   */
  static InheritedScores of(List<Supernet> supernets, Concurrency concurrency) {
    InheritedScores scores = new InheritedScores();
    for (Supernet supernet : supernets) {
      scores.opened.add(supernet);
      scores.evaluators.add(
          scores.opened.add(new SupernetEvaluator(supernet, Part.VALIDATION, concurrency)));
    }
    return scores;
  }

  /** By the supernets of a run as they are, one architecture at a time. */
  public static InheritedScores restored(Run run, BatchNormMode policy) {
    return of(supernets(run, policy, List.of()), new Concurrency(1, false));
  }

  /**
   * The supernets of a run.
   *
   * @param first those of them that are there already, from the first on
   */
  static List<Supernet> supernets(Run run, BatchNormMode policy, List<Supernet> first) {
    List<Supernet> supernets = new ArrayList<>(first);
    try (Opened opened = new Opened()) {
      for (int number = first.size() + 1; number <= run.options().supernets(); number++) {
        supernets.add(opened.add(run.restored(policy, number)));
      }
      opened.keep();
    }
    return supernets;
  }

  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    List<List<Evaluation>> all =
        evaluators.stream().map(evaluator -> evaluator.evaluate(architectures)).toList();
    if (all.size() == 1) {
      return all.get(0);
    }
    List<Evaluation> means = new ArrayList<>();
    for (int i = 0; i < architectures.size(); i++) {
      int which = i;
      means.add(mean(all.stream().map(of -> of.get(which)).toList()));
    }
    return means;
  }

  private static Evaluation mean(List<Evaluation> evaluations) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (Evaluation evaluation : evaluations) {
      if (evaluation.failed()) {
        return evaluation;
      }
      evaluation.metrics().forEach((name, figure) -> sums.merge(name, figure, Double::sum));
    }
    sums.replaceAll((name, sum) -> sum / evaluations.size());
    return new Evaluation(evaluations.get(0).architecture(), sums);
  }

  @Override
  public void close() {
    opened.close();
  }
}
