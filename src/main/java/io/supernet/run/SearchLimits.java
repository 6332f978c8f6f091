package io.supernet.run;

import io.supernet.RandomStreams;
import io.supernet.controller.Controller;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.search.Feasible;
import java.util.List;
import java.util.function.Supplier;

/** The part of a space that a search may visit: distinct architectures within the limits. */
public final class SearchLimits {

  private SearchLimits() {}

  /**
   * Refuses limits that no architecture keeps, and strategies that cannot search the space. Says
   * what share of random architectures keeps the limits.
   */
  public static Feasible narrow(
      Definition definition, Figures figures, SearchOptions options, RandomStreams streams) {
    Feasible feasible =
        Feasible.of(
            definition.distinct(),
            figures.constraints(options.limits()),
            streams.stream("limits", 0));
    Supplier<Controller> none =
        () -> {
          throw new IllegalStateException("Nothing is sampled here.");
        };
    options.start(feasible.space(), List.of(Objective.ACCURACY), streams, none).close();
    return feasible;
  }
}
