package io.supernet.study.compare;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.cost.Cost;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Judged;
import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.pipeline.PolicyScores;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.stats.KendallTau;
import io.supernet.stats.Spread;
import io.supernet.stats.TopPicks;
import io.supernet.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How well ways of training and judging supernets counter weight coupling: how the supernets of a
 * comparison rank the architectures of one table, by both policies of batch normalization, each by
 * itself and the mean over the supernets of all seeds.
 *
 * @param metric that the table holds; remedies from before it was written are by accuracy
 * @param truth what the table says
 * @param architectures how many were ranked: those that all supernets could judge by both policies
 * @param macs tau of multiply-adds alone; null where not defined
 * @param parameters tau of parameters alone; null where not defined
 * @param rows the strategies by policy
 */
public record Remedies(
    Metric metric,
    String truth,
    int architectures,
    Double macs,
    Double parameters,
    List<Row> rows) {

  /**
   * A way of training and judging.
   *
   * @param strategy of the training
   * @param policy of batch normalization when judging
   * @param passes forward and backward passes of the training of one supernet
   * @param train seconds of it
   * @param tau Kendall's tau-b of each supernet by itself
   * @param regret how far the predicted best is from the best by the table
   * @param averagedTau tau of the mean over the supernets of all seeds; null if there is one only
   * @param averagedRegret regret of the same
   */
  public record Row(
      String strategy,
      BatchNormMode policy,
      Spread passes,
      Spread train,
      Spread tau,
      Spread regret,
      Double averagedTau,
      Double averagedRegret) {}

  public Remedies {
    metric = Objects.requireNonNullElse(metric, Metric.ACCURACY);
    rows = ImmutableList.copyOf(rows);
  }

  /** Judges up to that many rows of a table with every supernet of a finished comparison. */
  static Remedies of(
      Path folder, Plan plan, Report report, Table table, int most, Progress progress) {
    List<Scores> scores = new ArrayList<>();
    List<Architecture> rows = List.of();
    Definition definition = null;
    for (String strategy : plan.strategies()) {
      List<TrialResult> done =
          report.trials().stream()
              .filter(t -> t.strategy().equals(strategy) && t.failure() == null)
              .toList();
      Map<BatchNormMode, Scores> policies = new EnumMap<>(BatchNormMode.class);
      for (TrialResult trial : done) {
        try (Run run =
            Run.builder(folder.resolve(new Trial(strategy, trial.seed()).name())).open()) {
          definition = run.definition();
          rows = Tables.rows(table, definition, most, new Random(0));
          try (PolicyScores judges = new PolicyScores(run, progress)) {
            judges
                .all(rows, true)
                .forEach(
                    (policy, all) ->
                        policies
                            .computeIfAbsent(
                                policy, p -> new Scores(strategy, p, done, new ArrayList<>()))
                            .all
                            .add(all));
          }
        }
      }
      scores.addAll(policies.values());
    }
    List<List<Evaluation>> all = scores.stream().flatMap(s -> s.all.stream()).toList();
    // The same architectures for all of them, or their figures could not be compared.
    Judged judged =
        all.isEmpty() ? new Judged(List.of(), "") : Judged.byAll(all, definition::format);
    judged.tell("remedies", progress);
    List<Architecture> ranked = judged.of(rows);
    double[] truth = ranked.stream().mapToDouble(table::score).toArray();
    return new Remedies(
        table.metric(),
        table.column(),
        ranked.size(),
        costTau(definition, ranked, truth, Cost::macs),
        costTau(definition, ranked, truth, Cost::parameters),
        scores.stream().map(s -> row(s, table.metric(), judged, truth)).toList());
  }

  /** What the supernets of one way of training say, one list a seed. */
  private record Scores(
      String strategy, BatchNormMode policy, List<TrialResult> trials, List<List<Evaluation>> all) {

    List<double[]> by(Metric metric, Judged judged) {
      return all.stream()
          .map(judged::of)
          .map(kept -> kept.stream().mapToDouble(e -> -metric.cost(e)).toArray())
          .toList();
    }
  }

  private static Double costTau(
      Definition definition,
      List<Architecture> ranked,
      double[] truth,
      ToDoubleFunction<Cost> figure) {
    return orNull(
        KendallTau.of(
            ranked.stream().mapToDouble(a -> figure.applyAsDouble(definition.cost(a))).toArray(),
            truth));
  }

  private static Row row(Scores of, Metric metric, Judged judged, double[] truth) {
    List<double[]> scores = of.by(metric, judged);
    double[] mean = new double[truth.length];
    for (double[] one : scores) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / scores.size();
      }
    }
    boolean several = scores.size() > 1;
    return new Row(
        of.strategy,
        of.policy,
        Spread.of(of.trials, t -> (double) t.passes()),
        Spread.of(of.trials, t -> t.seconds().get("train")),
        Spread.of(scores, one -> orNull(KendallTau.of(one, truth))),
        Spread.of(scores, one -> regret(one, truth)),
        several ? orNull(KendallTau.of(mean, truth)) : null,
        several ? regret(mean, truth) : null);
  }

  private static Double regret(double[] scores, double[] truth) {
    return orNull(new TopPicks(1).regret(scores, truth));
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
