package io.supernet.study.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.Ints;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.network.Task;
import io.supernet.run.Figures;
import io.supernet.run.PriorName;
import io.supernet.score.Predictions;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import io.supernet.stats.Bootstrap;
import io.supernet.stats.LogRank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an audit compares with its supernet.
 *
 * @param scorers by name, beside those that are free of any run; classes of the user's too
 * @param prior the scorers that are combined; none for no prior
 */
public record Rankings(List<String> scorers, List<String> prior) {

  public Rankings {
    scorers = ImmutableList.copyOf(scorers);
    prior = ImmutableList.copyOf(prior);
    PriorName.check(prior);
  }

  /** What is free, and the prior {@link #usualPrior}. */
  public static Rankings usual(Task task) {
    return new Rankings(List.of(), usualPrior(task));
  }

  /** What the supernet says by the first metric of a task, and live multiply-adds. */
  public static List<String> usualPrior(Task task) {
    return List.of(task.metric().name(), "live-macs");
  }

  /** Refuses names that are not known. */
  void check(Figures figures) {
    figures.scorers(List.copyOf(names()), none -> List.of());
  }

  /** What the prior is called, unlike any scorer; empty if there is none. */
  String priorName() {
    return prior.isEmpty() ? "" : "prior " + String.join(" × ", prior);
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(Figures.FREE);
    names.addAll(scorers);
    names.addAll(prior);
    return names;
  }

  /**
   * What each says of some architectures.
   *
   * @param own what the supernet says of them by the policy of the run
   */
  Scores scores(Figures figures, List<Architecture> architectures, List<Evaluation> own) {
    Map<Architecture, Evaluation> known =
        own.stream().collect(Collectors.toMap(Evaluation::architecture, Function.identity()));
    Evaluator supernet = asked -> asked.stream().map(known::get).toList();
    Map<String, double[]> shown = new LinkedHashMap<>();
    List<double[]> evidence = new ArrayList<>();
    List<String> names = List.copyOf(names());
    List<Scorer> all = figures.scorers(names, supernet);
    for (int i = 0; i < names.size(); i++) {
      double[] predicted = Predictions.of(all.get(i), architectures);
      if (prior.contains(names.get(i))) {
        evidence.add(predicted);
      }
      if (all.get(i).price() == Scorer.Price.FREE || scorers.contains(names.get(i))) {
        shown.put(names.get(i), predicted);
      }
    }
    return new Scores(shown, evidence);
  }

  /**
   * Scores of the same architectures, the higher the better.
   *
   * @param shown by the name of the scorer, those that the audit shows
   * @param evidence what the prior combines
   */
  record Scores(Map<String, double[]> shown, List<double[]> evidence) {

    Scores {
      shown = ImmutableMap.copyOf(shown);
      evidence = ImmutableList.copyOf(evidence);
    }

    /** Those of the architectures at these positions. */
    Scores of(List<Integer> rows) {
      int[] picked = Ints.toArray(rows);
      return new Scores(
          Maps.transformValues(shown, values -> Bootstrap.pick(values, picked)),
          evidence.stream().map(values -> Bootstrap.pick(values, picked)).toList());
    }

    /** All by name, with the prior among just these architectures if there is one. */
    Map<String, double[]> with(String prior) {
      Map<String, double[]> all = new LinkedHashMap<>(shown);
      if (!evidence.isEmpty()) {
        all.put(prior, LogRank.product(evidence));
      }
      return all;
    }
  }
}
