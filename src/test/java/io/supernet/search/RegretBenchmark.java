package io.supernet.search;

import com.google.common.collect.ImmutableMap;
import io.supernet.controller.Reinforce;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Compares the strategies on {@link NasBench201Lookup}: prints the mean regret, in points of
 * accuracy, and its standard error after some numbers of evaluations.
 */
final class RegretBenchmark {

  /** A fresh strategy for a space, by name. */
  static final Map<String, BiFunction<SearchSpace, RandomGenerator, SearchStrategy>> STRATEGIES =
      ImmutableMap.of(
          "random",
          RandomSearch::new,
          "evolution",
          (space, random) ->
              new EvolutionSearch(
                  space, Objective.ACCURACY, EvolutionSearch.Options.DEFAULT, random),
          "regularized-evolution",
          (space, random) ->
              new RegularizedEvolution(
                  space, Objective.ACCURACY, RegularizedEvolution.Options.DEFAULT, random),
          "local-search",
          (space, random) -> new LocalSearch(space, Objective.ACCURACY, random),
          "nsga2",
          (space, random) ->
              new Nsga2(space, List.of(Objective.ACCURACY), Nsga2.Options.DEFAULT, random),
          "reinforce",
          (space, random) ->
              new Reinforce(space, Objective.ACCURACY, Reinforce.Options.DEFAULT, random),
          "exhaustive",
          (space, random) -> new ExhaustiveSearch(space));

  private static final int SEEDS = 50;
  private static final List<Integer> EVALUATIONS = List.of(50, 100, 200, 300, 500);

  private static final NasBench201Lookup LOOKUP = new NasBench201Lookup();

  private RegretBenchmark() {}

  /** Prints the table; writes the curves to the file that is named, if one is. */
  public static void main(String[] args) throws IOException {
    Map<String, double[]> curves = new LinkedHashMap<>();
    StringBuilder table = new StringBuilder("%-22s".formatted("evaluations"));
    EVALUATIONS.forEach(n -> table.append("%15d".formatted(n)));
    for (String strategy : STRATEGIES.keySet()) {
      table.append("%n%-22s".formatted(strategy));
      List<List<Double>> runs = runs(strategy, 500, SEEDS);
      curves.put(
          strategy,
          IntStream.range(0, 500)
              .mapToDouble(i -> 100 * mean(runs.stream().map(run -> run.get(i)).toList()))
              .toArray());
      for (int n : EVALUATIONS) {
        List<Double> regrets = runs.stream().map(run -> run.get(n - 1)).toList();
        table.append(
            String.format(Locale.ROOT, "%7.3f ± %5.3f", 100 * mean(regrets), 100 * error(regrets)));
      }
    }
    System.out.println(table);
    if (args.length > 0) {
      Files.writeString(Path.of(args[0]), RegretPlot.svg(curves));
    }
  }

  /**
   * Accuracy that the best of so many evaluations lacks to the best of the table, 0..1, on average
   * over 50 seeds.
   */
  static double meanRegret(String strategy, int evaluations) {
    return meanRegret(strategy, evaluations, SEEDS);
  }

  /** The same over the first so many seeds. */
  static double meanRegret(String strategy, int evaluations, int seeds) {
    return mean(
        runs(strategy, evaluations, seeds).stream().map(run -> run.get(evaluations - 1)).toList());
  }

  /** For each seed the regret after each evaluation. */
  private static List<List<Double>> runs(String strategy, int budget, int seeds) {
    List<List<Double>> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      SearchSpace space = LOOKUP.space();
      SearchStrategy fresh = STRATEGIES.get(strategy).apply(space, new SplittableRandom(seed));
      List<Double> regrets = new ArrayList<>();
      double best = 0;
      for (Evaluation e : Toys.search(space, fresh, LOOKUP.evaluator(), budget).evaluations()) {
        best = Math.max(best, e.accuracy());
        regrets.add(LOOKUP.best() - best);
      }
      runs.add(regrets);
    }
    return runs;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  /** Standard error of the mean. */
  private static double error(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1) / values.size());
  }
}
