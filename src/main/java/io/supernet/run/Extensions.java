package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.data.DataSource;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.extension.UserCode;
import io.supernet.network.Definition;
import io.supernet.sampling.PathSampler;
import io.supernet.score.Scorer;
import io.supernet.search.SearchStrategy;
import io.supernet.search.StrategyFactory;
import io.supernet.space.SearchSpace;
import io.supernet.spaces.OnClasspath;
import io.supernet.train.TrainingExecutor;
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
  public static final Extensions NONE =
      new Extensions(
          Optional.empty(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty());

  private static final Set<Class<?>> FOR_STRATEGIES =
      Set.of(SearchSpace.class, Objective.class, List.class, RandomGenerator.class);

  private static final Set<Class<?>> FOR_SAMPLERS = Set.of(Definition.class, RandomStreams.class);

  private static final Set<Class<?>> FOR_EVALUATORS = Set.of(Definition.class, Split.class);

  private final Optional<ClassLoader> loader;
  private final ImmutableMap<String, StrategyFactory> strategies;
  private final ImmutableMap<String, SamplerFactory> samplers;
  private final ImmutableMap<String, EvaluatorFactory> evaluators;
  private final ImmutableMap<String, ScorerFactory> scorers;
  private final Optional<TrainingExecutor> executor;
  private final Optional<ScoringExecutor> scoring;

  private Extensions(
      Optional<ClassLoader> loader,
      Map<String, StrategyFactory> strategies,
      Map<String, SamplerFactory> samplers,
      Map<String, EvaluatorFactory> evaluators,
      Map<String, ScorerFactory> scorers,
      Optional<TrainingExecutor> executor,
      Optional<ScoringExecutor> scoring) {
    this.loader = loader;
    this.strategies = ImmutableMap.copyOf(strategies);
    this.samplers = ImmutableMap.copyOf(samplers);
    this.evaluators = ImmutableMap.copyOf(evaluators);
    this.scorers = ImmutableMap.copyOf(scorers);
    this.executor = executor;
    this.scoring = scoring;
  }

  /** The same with another loader of classes. */
  public Extensions withLoader(ClassLoader other) {
    return new Extensions(
        Optional.of(other), strategies, samplers, evaluators, scorers, executor, scoring);
  }

  /**
   * The same with one more search strategy.
   *
   * @param name that options call it by: that of a class, from which the run can go on where this
   *     object is not
   */
  public Extensions withStrategy(String name, StrategyFactory strategy) {
    return new Extensions(
        loader, plus(strategies, name, strategy), samplers, evaluators, scorers, executor, scoring);
  }

  /**
   * The same with one more sampler of paths.
   *
   * @param name that options call it by: that of a class, from which the run can go on where this
   *     object is not
   */
  public Extensions withSampler(String name, SamplerFactory sampler) {
    return new Extensions(
        loader, strategies, plus(samplers, name, sampler), evaluators, scorers, executor, scoring);
  }

  /**
   * The same with one more evaluator.
   *
   * @param name that options call it by: that of a class, from which the run can go on where this
   *     object is not
   */
  public Extensions withEvaluator(String name, EvaluatorFactory evaluator) {
    return new Extensions(
        loader,
        strategies,
        samplers,
        plus(evaluators, name, evaluator),
        scorers,
        executor,
        scoring);
  }

  /**
   * The same with one more scorer.
   *
   * @param name that options call it by: that of a class, from which the run can go on where this
   *     object is not
   */
  public Extensions withScorer(String name, ScorerFactory scorer) {
    return new Extensions(
        loader, strategies, samplers, evaluators, plus(scorers, name, scorer), executor, scoring);
  }

  /**
   * The same with somebody else who trains architectures alone. It does not decide what comes out,
   * so no option names it, and a run may go on with another.
   */
  public Extensions withExecutor(TrainingExecutor other) {
    return new Extensions(
        loader, strategies, samplers, evaluators, scorers, Optional.of(other), scoring);
  }

  /** The same with somebody else who judges architectures with inherited weights. */
  @API(status = INTERNAL)
  public Extensions withScoring(ScoringExecutor other) {
    return new Extensions(
        loader, strategies, samplers, evaluators, scorers, executor, Optional.of(other));
  }

  /**
   * The same with an executor of a class of this name.
   *
   * @throws SupernetException if there is no such class, or it cannot be used
   */
  public Extensions withExecutor(String className) {
    return withExecutor(OnClasspath.create(className, TrainingExecutor.class, loader(), Map.of()));
  }

  private static <T> Map<String, T> plus(Map<String, T> known, String name, T one) {
    Map<String, T> more = new LinkedHashMap<>(known);
    more.put(name, one);
    return more;
  }

  /** Refuses a class that is no sampler, without making one. */
  static void checkSampler(String sampler) {
    OnClasspath.find(sampler, PathSampler.class, OnClasspath.loader(), FOR_SAMPLERS);
  }

  PathSampler sampler(String name, Definition definition, RandomStreams streams) {
    SamplerFactory given = samplers.get(name);
    return given == null
        ? OnClasspath.create(
            name,
            PathSampler.class,
            loader(),
            Map.of(Definition.class, definition, RandomStreams.class, streams))
        : UserCode.guard(given, SamplerFactory.class).start(definition, streams);
  }

  /** Refuses a class that is no strategy, without making one. */
  static void checkStrategy(String strategy) {
    OnClasspath.find(strategy, SearchStrategy.class, OnClasspath.loader(), FOR_STRATEGIES);
  }

  /** Refuses a class that is no evaluator, without making one. */
  static void checkEvaluator(String evaluator) {
    OnClasspath.find(evaluator, Evaluator.class, OnClasspath.loader(), FOR_EVALUATORS);
  }

  /** Where examples are from that are named by a class. */
  DataSource source(String className) {
    return OnClasspath.create(className, DataSource.class, loader(), Map.of());
  }

  /** A fresh evaluator of this name. */
  @API(status = INTERNAL)
  public Evaluator evaluator(String name, Definition definition, Split data) {
    EvaluatorFactory given = evaluators.get(name);
    return given == null
        ? OnClasspath.create(
            name,
            Evaluator.class,
            loader(),
            Map.of(Definition.class, definition, Split.class, data))
        : UserCode.guard(given, EvaluatorFactory.class).start(definition, data);
  }

  /** A fresh scorer of this name. */
  Scorer scorer(String name, Definition definition) {
    ScorerFactory given = scorers.get(name);
    return given == null
        ? OnClasspath.create(name, Scorer.class, loader(), Map.of(Definition.class, definition))
        : UserCode.guard(given, ScorerFactory.class).start(definition);
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

  /** Whether somebody else than this process trains architectures alone. */
  @API(status = INTERNAL)
  public boolean trainsElsewhere() {
    return executor.isPresent();
  }

  /**
   * Who trains architectures alone.
   *
   * @param workers how many at once, if it is this process
   */
  @API(status = INTERNAL)
  public TrainingExecutor executor(int workers) {
    return executor.orElseGet(() -> TrainingExecutor.local(workers));
  }

  /** Who judges architectures with inherited weights, if it is not this process. */
  @API(status = INTERNAL)
  public Optional<ScoringExecutor> scoring() {
    return scoring;
  }

  /** Where classes come from. */
  @API(status = INTERNAL)
  public ClassLoader loader() {
    return loader.orElseGet(OnClasspath::loader);
  }
}
