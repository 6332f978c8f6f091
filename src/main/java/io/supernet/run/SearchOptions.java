package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.controller.Controller;
import io.supernet.controller.Derive;
import io.supernet.evaluate.Objective;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.Nsga2;
import io.supernet.search.RegularizedEvolution;
import io.supernet.search.SearchStrategy;
import io.supernet.space.SearchSpace;
import io.supernet.spaces.OnClasspath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * How a supernet is searched.
 *
 * @param strategy {@code evolution}, {@code random}, {@code regularized-evolution}, {@code
 *     asynchronous-evolution}, {@code local-search}, {@code nsga2}, {@code reinforce}, {@code
 *     exhaustive} or {@code derive}, or the name of a class of the user's that implements {@link
 *     SearchStrategy}
 * @param budget architectures evaluated at the most, at least 1
 * @param evolution options of evolution
 * @param baseline whether random search makes as many evaluations for comparison
 * @param aging options of regularized evolution
 * @param nsga2 options of NSGA-II
 * @param objectives names of {@link Figures}, at least one; the first guides strategies that cannot
 *     seek several; {@code prior:accuracy*live-macs} is the prior of these scorers, {@code
 *     prior:auto}, the default, one that counts size only where the supernet speaks for it. Of a
 *     task that knows no accuracy, and of another evaluator, the first metric stands for it, and
 *     for accuracy alone
 * @param limits the highest value allowed by name of a cost, in the unit of {@link Figures}
 * @param timeLimitSeconds after which no further architectures are evaluated; 0 for no limit
 * @param evaluator who judges: {@value #SUPERNET}; {@value #NONE}, so that the largest
 *     architectures come first, or those that a prior ranks high which names no metric; or the name
 *     of a class of the user's that implements {@link io.supernet.evaluate.Evaluator}
 * @since 0.1
 */
@RecordBuilder
public record SearchOptions(
    String strategy,
    int budget,
    EvolutionSearch.Options evolution,
    boolean baseline,
    RegularizedEvolution.Options aging,
    Nsga2.Options nsga2,
    List<String> objectives,
    Map<String, Double> limits,
    int timeLimitSeconds,
    String evaluator)
    implements SearchOptionsBuilder.With {

  /** The name of the run's supernet where it judges. */
  public static final String SUPERNET = "supernet";

  /** Where nobody judges: of random architectures the largest are the most promising. */
  public static final String NONE = "none";

  /** It is part of a file's name. */
  private static final Pattern CLASS = Pattern.compile("[\\p{L}\\p{N}_$.]{1,200}");

  /** The name of random search. */
  public static final String RANDOM = "random";

  /** The name of evolution. */
  public static final String EVOLUTION = "evolution";

  /** The name of sampling the controller that was trained with the supernet. */
  public static final String DERIVE = "derive";

  /** The name of regularized evolution. */
  public static final String REGULARIZED_EVOLUTION = "regularized-evolution";

  /** The name of NSGA-II. */
  public static final String NSGA2 = "nsga2";

  /** The names of all strategies, in the order in which users read them. */
  public static List<String> strategies() {
    return ImmutableList.<String>builder().addAll(Strategies.names()).add(DERIVE).build();
  }

  /** Evolution that evaluates 150 architectures, with random search beside it. */
  public static final SearchOptions DEFAULT =
      new SearchOptions(EVOLUTION, 150, EvolutionSearch.Options.DEFAULT, true)
          .withObjectives(List.of(PriorName.of(List.of(PriorName.AUTO))));

  /** The defaults, to be changed one by one. */
  public static SearchOptionsBuilder builder() {
    return DEFAULT.with();
  }

  public SearchOptions {
    Objects.requireNonNull(evolution, "evolution");
    Objects.requireNonNull(aging, "aging");
    Objects.requireNonNull(nsga2, "nsga2");
    objectives = ImmutableList.copyOf(objectives);
    limits = ImmutableMap.copyOf(limits);
    if (!strategies().contains(strategy) && !OnClasspath.isName(strategy)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Search strategy '%s' is not known; take one of %s, or the full name of a class.",
              strategy, String.join(", ", strategies())));
    }
    Bounds.check(budget >= 1, "search budget", budget, "1 architecture or more");
    Bounds.check(
        timeLimitSeconds >= 0, "time limit of the search", timeLimitSeconds + " s", "1 s or more");
    if (!List.of(SUPERNET, NONE).contains(evaluator)
        && !(CLASS.matcher(evaluator).matches() && OnClasspath.isName(evaluator))) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Evaluator '%s' is not known; take %s or %s, or the full name of a class.",
              evaluator, SUPERNET, NONE));
    }
    if (evaluator.equals(NONE) && objectives.size() > 1) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Without an evaluator there is one objective, size, not %s; give limits on cost instead, or an evaluator.",
              String.join(", ", objectives)));
    }
    Figures.check(objectives, limits);
  }

  /** A search for accuracy without limits. */
  public SearchOptions(
      String strategy, int budget, EvolutionSearch.Options evolution, boolean baseline) {
    this(
        strategy,
        budget,
        evolution,
        baseline,
        RegularizedEvolution.Options.DEFAULT,
        Nsga2.Options.DEFAULT,
        List.of(Objective.ACCURACY.name()),
        Map.of(),
        0,
        SUPERNET);
  }

  /** Random search with as many evaluations as this search has made, without a time limit. */
  public SearchOptions beside(int evaluations) {
    return proposing().with().strategy(RANDOM).budget(evaluations).build();
  }

  /** What decides on the proposals: the same search without its time limit and its baseline. */
  SearchOptions proposing() {
    return with().baseline(false).timeLimitSeconds(0).build();
  }

  /**
   * Refuses classes of the user's that cannot be used, without making an object of them, and a
   * prior of what nobody judges.
   *
   * @return these options
   */
  public SearchOptions checked() {
    if (ofUser()) {
      Extensions.checkStrategy(strategy);
    }
    if (!usesSupernet() && judges()) {
      Extensions.checkEvaluator(evaluator);
    }
    if (!judges() && !wantsAuto()) {
      Figures.checkUnjudged(priorScorers());
    }
    return this;
  }

  private boolean ofUser() {
    return !strategies().contains(strategy);
  }

  /** Whether the run's supernet judges. */
  public boolean usesSupernet() {
    return evaluator.equals(SUPERNET);
  }

  /**
   * The same of a task that has these metrics. A search that was not told what it wants, wants the
   * best of the first.
   */
  SearchOptions suited(List<String> metrics) {
    String accuracy = Objective.ACCURACY.name();
    String first = metrics.get(0);
    boolean untold = objectives.equals(DEFAULT.objectives);
    if (untold && usesSupernet() && first.equals(accuracy)) {
      return this;
    }
    return untold || (objectives.equals(List.of(accuracy)) && !first.equals(accuracy))
        ? withObjectives(List.of(first))
        : this;
  }

  /** Whether anybody judges. */
  public boolean judges() {
    return !evaluator.equals(NONE);
  }

  /** Whether it ranks by a prior that needs neither a judge nor evidence of one. */
  public boolean scoresUntrained() {
    List<String> scorers = priorScorers();
    return !scorers.isEmpty() && !wantsAuto() && scorers.stream().noneMatch(Figures::needsJudge);
  }

  /** Whether a figure is wanted or limited. */
  public boolean wants(String figure) {
    return limits.containsKey(figure)
        || objectives.stream().anyMatch(each -> PriorName.scorers(each).contains(figure));
  }

  /** The scorers of its priors, each once. */
  public List<String> priorScorers() {
    return objectives.stream()
        .filter(PriorName::is)
        .flatMap(prior -> PriorName.scorers(prior).stream())
        .distinct()
        .toList();
  }

  /** Whether it follows the prior whose scorers have to stand the test. */
  public boolean wantsAuto() {
    return objectives.stream().anyMatch(PriorName::isAuto);
  }

  /** Whether random search goes beside it. */
  public boolean compares() {
    return baseline && !strategy.equals(RANDOM);
  }

  /**
   * A fresh strategy, to be closed; the same seed always gives the same one.
   *
   * @param controller opens the one that was trained with the supernet
   * @hidden
   */
  @API(status = INTERNAL)
  public SearchStrategy start(
      SearchSpace space,
      List<Objective> wanted,
      RandomStreams streams,
      Supplier<Controller> controller) {
    return start(space, wanted, streams, controller, Extensions.NONE);
  }

  /**
   * A fresh strategy, to be closed; the same seed always gives the same one.
   *
   * @param controller opens the one that was trained with the supernet
   * @param extensions objects and classes of users
   */
  @API(status = INTERNAL)
  public SearchStrategy start(
      SearchSpace space,
      List<Objective> wanted,
      RandomStreams streams,
      Supplier<Controller> controller,
      Extensions extensions) {
    RandomGenerator random = streams.stream("search/" + strategy, 0);
    if (strategy.equals(DERIVE)) {
      return new Derive(space, controller, random);
    }
    return Strategies.find(strategy)
        .map(own -> own.start(space, wanted, this, random))
        .orElseGet(() -> extensions.strategy(strategy, space, wanted, random));
  }
}
