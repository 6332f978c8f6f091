package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Objective;
import io.supernet.run.Figures;
import io.supernet.run.PriorName;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.Nsga2;
import io.supernet.search.RegularizedEvolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** How the supernet is searched; what is not given stays as the run has it. */
final class SearchFlags {

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "How to search: evolution (default), random, regularized-evolution, asynchronous-evolution, local-search, nsga2, reinforce, exhaustive, or "
              + "derive (samples the controller of --sampler enas; the default with it); or the name of a class of your own.")
  private String strategy;

  @Option(
      names = "--evaluator",
      paramLabel = "NAME",
      description =
          "Who judges architectures: supernet (default), none, or the name of a class of your own. "
              + "Only for the first a supernet is trained. With none, the largest of 2,000 random architectures (500 within limits) come "
              + "first; with --strategy random, random ones; with a --prior that needs no training, such as live-macs,expressivity, the "
              + "best by it among the largest, as many as --budget says.")
  private String evaluator;

  @Option(
      names = "--objectives",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Objectives, separated by commas: accuracy (default), loss, macs, parameters, size, latency, live-macs, "
              + "live-parameters, depth, scores of untrained networks (naswot, expressivity, progressivity, trainability, zico), or classes that implement Scorer. A strategy that can, such as nsga2, seeks the Pareto front of all; others follow at most the first.")
  private List<String> objectives;

  @Option(
      names = "--prior",
      paramLabel = "LIST|auto|none",
      split = ",",
      description =
          "Takes a prior for accuracy: the product of the log ranks of these scorers, such as accuracy,live-macs, against "
              + "2,000 random architectures (for what has to be evaluated 100, or the budget if that is less). These are scored "
              + "first, from the whole space: --budget, --time-limit and --max-... do not apply to them. auto: accuracy,live-macs "
              + "if sizes differ and the supernet prefers large networks, else accuracy; the short trainings of the tournament may "
              + "overrule it. With --evaluator none, ranks are among the architectures that are scored. Default: auto.")
  private List<String> prior;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "How many architectures to evaluate. Default: 150.")
  private Integer budget;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = Amount.Seconds.class,
      description =
          "When to stop the search even if budget is left: 90s, 20m, 1h. With a baseline, the strategy gets half of it.")
  private Double timeLimit;

  @Option(
      names = "--max-macs",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Most multiply-adds of an architecture, such as 40M.")
  private Double maxMacs;

  @Option(
      names = "--max-params",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Most parameters, such as 1M.")
  private Double maxParameters;

  @Option(
      names = "--max-size",
      paramLabel = "BYTES",
      converter = Amount.Bytes.class,
      description = "Largest SavedModel, such as 250KB.")
  private Double maxSize;

  @Option(
      names = "--max-latency",
      paramLabel = "TIME",
      converter = Amount.Milliseconds.class,
      description = "Longest predicted latency of a batch, such as 5ms.")
  private Double maxLatency;

  @Option(
      names = "--no-limits",
      description =
          "Drops the limits of the run's earlier search before applying the ones given with it.")
  private boolean noLimits;

  @Option(
      names = "--shortlist",
      paramLabel = "N",
      description =
          "How many of the best enter the tournament of 'retrain', without near duplicates. Default: 32.")
  private Integer shortlist;

  @Option(
      names = "--population",
      paramLabel = "N",
      description =
          "Generation size of evolution or nsga2 (default 50), or population of regularized evolution (default 100).")
  private Integer population;

  @Option(
      names = "--parents",
      paramLabel = "N",
      description = "Best architectures that evolution breeds from. Default: 10.")
  private Integer parents;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Architectures that compete to be the parent in regularized evolution. Default: 25.")
  private Integer sample;

  @Option(
      names = "--mutation",
      paramLabel = "X",
      description = "Chance that evolution or nsga2 changes a decision. Default: 0.1.")
  private Double mutation;

  @Option(
      names = "--baseline",
      negatable = true,
      description =
          "Also runs random search with as many evaluations, for comparison. Default: --baseline, but not in a run that divides its time.")
  private Boolean baseline;

  /** An option beside which a run cannot be divided, if one was given. */
  Optional<String> contrary() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--budget", budget);
    given.put("--shortlist", shortlist);
    given.put("--baseline", baseline);
    given.put("--evaluator", evaluator);
    given.put("--objectives", objectives != null && objectives.size() > 1 ? objectives : null);
    return Contrary.first(given);
  }

  RunOptions over(RunOptions run) {
    SearchOptions old = forgetting(run.search());
    String chosen = Objects.requireNonNullElse(strategy, old.strategy());
    SearchOptions search =
        new SearchOptions(
                chosen,
                Objects.requireNonNullElse(budget, old.budget()),
                evolution(old.evolution(), chosen),
                Objects.requireNonNullElse(baseline, old.baseline()),
                aging(old.aging(), chosen),
                nsga2(old.nsga2(), chosen),
                wanted(Objects.requireNonNullElse(objectives, old.objectives())),
                limits(noLimits ? Map.of() : old.limits()),
                timeLimit == null ? 0 : (int) Math.ceil(timeLimit),
                Objects.requireNonNullElse(evaluator, old.evaluator()))
            .checked();
    return run.with()
        .search(search)
        .tournament(
            run.tournament()
                .withArchitecture(null) // Whoever searches wants what is found.
                .withShortlist(Objects.requireNonNullElse(shortlist, run.tournament().shortlist())))
        .build();
  }

  /** What a plan wanted as there was no supernet is not what who has an evaluator wants. */
  private SearchOptions forgetting(SearchOptions old) {
    boolean planned = !old.judges() && old.objectives().equals(List.of(PriorName.untrained()));
    return planned && evaluator != null && !evaluator.equals(SearchOptions.NONE)
        ? old.with()
            .objectives(SearchOptions.DEFAULT.objectives())
            .budget(SearchOptions.DEFAULT.budget())
            .build()
        : old;
  }

  /** The prior stands where accuracy, an earlier prior or else a metric in it stood. */
  private List<String> wanted(List<String> named) {
    if (prior == null) {
      return named;
    }
    String accuracy = Objective.ACCURACY.name();
    String other = prior.equals(List.of("none")) ? accuracy : PriorName.of(prior);
    Predicate<String> usual = name -> name.equals(accuracy) || PriorName.is(name);
    Predicate<String> stands =
        named.stream().anyMatch(usual)
            ? usual
            : name -> prior.contains(name) && !Figures.isCost(name);
    List<String> wanted = named.stream().map(name -> stands.test(name) ? other : name).toList();
    if (!wanted.contains(other)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The prior stands for accuracy, or for a metric that is in it, and the objectives are %s; name one of these metrics among them.",
              String.join(", ", named)));
    }
    return wanted;
  }

  private EvolutionSearch.Options evolution(EvolutionSearch.Options old, String chosen) {
    return !chosen.equals(SearchOptions.EVOLUTION)
        ? old
        : new EvolutionSearch.Options(
            Objects.requireNonNullElse(population, old.population()),
            Objects.requireNonNullElse(parents, old.parents()),
            Objects.requireNonNullElse(mutation, old.mutation()));
  }

  private RegularizedEvolution.Options aging(RegularizedEvolution.Options old, String chosen) {
    if (!chosen.equals(SearchOptions.REGULARIZED_EVOLUTION)) {
      return old;
    }
    int alive = Objects.requireNonNullElse(population, old.population());
    return new RegularizedEvolution.Options(
        alive, Objects.requireNonNullElse(sample, Math.min(alive, old.sample())));
  }

  private Nsga2.Options nsga2(Nsga2.Options old, String chosen) {
    return !chosen.equals(SearchOptions.NSGA2)
        ? old
        : new Nsga2.Options(
            Objects.requireNonNullElse(population, old.population()),
            old.crossover(),
            Objects.requireNonNullElse(mutation, old.mutation()));
  }

  private Map<String, Double> limits(Map<String, Double> old) {
    Map<String, Double> limits = new LinkedHashMap<>(old);
    put(limits, "macs", maxMacs);
    put(limits, "parameters", maxParameters);
    put(limits, "size", maxSize);
    put(limits, "latency", maxLatency);
    return limits;
  }

  private static void put(Map<String, Double> limits, String name, Double most) {
    if (most != null) {
      limits.put(name, most);
    }
  }
}
