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
      description =
          "evolution (default), random, regularized-evolution, local-search or exhaustive.")
  private String strategy;

  @Option(names = "--budget", description = "Architectures evaluated. Default: 150.")
  private Integer budget;

  @Option(names = "--population", description = "Of evolution. Default: 50.")
  private Integer population;

  @Option(
      names = "--parents",
      description = "Best architectures that evolution breeds from. Default: 10.")
  private Integer parents;

  @Option(
      names = "--mutation",
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
    return new RunOptions(
        run.data(),
        run.seed(),
        run.threads(),
        run.supernet(),
        run.batchNorm(),
        search,
        run.alone(),
        run.top(),
        run.checkpointSeconds());
  }
}
