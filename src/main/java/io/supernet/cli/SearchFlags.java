package io.supernet.cli;

import io.supernet.pipeline.RunOptions;
import io.supernet.pipeline.SearchOptions;
import io.supernet.search.EvolutionSearch;
import java.util.Objects;
import picocli.CommandLine.Option;

/** How the supernet is searched; what is not given stays as the run has it. */
final class SearchFlags {

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "How to search: evolution (default), random, regularized-evolution, local-search or exhaustive.")
  private String strategy;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "How many architectures are evaluated. Default: 150.")
  private Integer budget;

  @Option(
      names = "--population",
      paramLabel = "N",
      description = "Architectures in a generation of evolution. Default: 50.")
  private Integer population;

  @Option(
      names = "--parents",
      paramLabel = "N",
      description = "Best architectures that evolution breeds from. Default: 10.")
  private Integer parents;

  @Option(
      names = "--mutation",
      paramLabel = "X",
      description = "Chance that evolution changes a decision. Default: 0.1.")
  private Double mutation;

  @Option(
      names = "--baseline",
      negatable = true,
      description = "Random search with the same budget beside it. Default: --baseline.")
  private Boolean baseline;

  RunOptions over(RunOptions run) {
    SearchOptions old = run.search();
    EvolutionSearch.Options evolution =
        new EvolutionSearch.Options(
            Objects.requireNonNullElse(population, old.evolution().population()),
            Objects.requireNonNullElse(parents, old.evolution().parents()),
            Objects.requireNonNullElse(mutation, old.evolution().mutation()));
    SearchOptions search =
        new SearchOptions(
            Objects.requireNonNullElse(strategy, old.strategy()),
            Objects.requireNonNullElse(budget, old.budget()),
            evolution,
            Objects.requireNonNullElse(baseline, old.baseline()));
    return run.withSearch(search);
  }
}
