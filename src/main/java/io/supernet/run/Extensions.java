package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import io.supernet.evaluate.Objective;
import io.supernet.extension.UserCode;
import io.supernet.search.SearchStrategy;
import io.supernet.search.StrategyFactory;
import io.supernet.space.SearchSpace;
import io.supernet.spaces.OnClasspath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * What a program gives a run beside names: objects that its options name, and the loader of classes
 * that they name.
 *
 * @since 0.2
 */
public final class Extensions {

  /** No objects; classes are those of the thread's context class loader, or else of our own. */
  public static final Extensions NONE = new Extensions(Optional.empty(), Map.of());

  private final Optional<ClassLoader> loader;
  private final ImmutableMap<String, StrategyFactory> strategies;

  private Extensions(Optional<ClassLoader> loader, Map<String, StrategyFactory> strategies) {
    this.loader = loader;
    this.strategies = ImmutableMap.copyOf(strategies);
  }

  /** The same with another loader of classes. */
  public Extensions withLoader(ClassLoader other) {
    return new Extensions(Optional.of(other), strategies);
  }

  /**
   * The same with one more search strategy.
   *
   * @param name that options call it by: that of a class, from which the run can go on where this
   *     object is not
   */
  public Extensions withStrategy(String name, StrategyFactory strategy) {
    Map<String, StrategyFactory> more = new LinkedHashMap<>(strategies);
    more.put(name, strategy);
    return new Extensions(loader, more);
  }

  /** Refuses a class that is no strategy, without making one. */
  static void check(String strategy) {
    OnClasspath.find(
        strategy,
        SearchStrategy.class,
        OnClasspath.loader(),
        Set.of(SearchSpace.class, Objective.class, List.class, RandomGenerator.class));
  }

  SearchStrategy strategy(
      String name, SearchSpace space, List<Objective> objectives, RandomGenerator random) {
    StrategyFactory given = strategies.get(name);
    return given == null
        ? OnClasspath.create(
            name,
            SearchStrategy.class,
            loader(),
            Map.of(
                SearchSpace.class, space,
                Objective.class, objectives.get(0),
                List.class, objectives,
                RandomGenerator.class, random))
        : UserCode.guard(given, StrategyFactory.class).start(space, objectives, random);
  }

  /** Where classes come from. */
  @API(status = INTERNAL)
  public ClassLoader loader() {
    return loader.orElseGet(OnClasspath::loader);
  }
}
