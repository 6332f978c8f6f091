package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.RandomStreams;
import io.supernet.controller.Controller;
import io.supernet.search.Feasible;
import io.supernet.space.SearchSpace;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** The part of a space that a search may visit: distinct architectures within the limits. */
@API(status = INTERNAL)
public final class SearchLimits {

  private SearchLimits() {}

  /**
   * Refuses limits that no architecture keeps, and strategies that cannot search the space. Says
   * how many architectures keep the limits.
   *
   * @param space one architecture for all that compute the same
   */
  public static Feasible narrow(
      SearchSpace space,
      Figures figures,
      SearchOptions options,
      RandomStreams streams,
      Extensions extensions) {
    Feasible feasible =
        Feasible.of(space, figures.constraints(options.limits()), streams.stream("limits", 0));
    Supplier<Controller> none =
        () -> {
          throw new IllegalStateException("Nothing is sampled here.");
        };
    options
        .start(
            feasible.space(), figures.objectives(options.objectives()), streams, none, extensions)
        .close();
    return feasible;
  }
}
