package io.supernet.run;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Suppliers;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.export.SavedModelSize;
import io.supernet.network.Definition;
import io.supernet.score.LogRanks;
import io.supernet.score.Predictions;
import io.supernet.score.Scorer;
import io.supernet.search.Constraint;
import io.supernet.space.Architecture;
import io.supernet.spaces.OnClasspath;
import io.supernet.stats.LogRank;
import io.supernet.supernet.UntrainedScorers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What can be wanted and limited, by name: the metrics of the task, such as {@code accuracy} and
 * {@code loss}, and the costs {@code macs}, {@code parameters}, {@code size} (bytes of the
 * SavedModel) and {@code latency} (predicted milliseconds of one batch) of an architecture; the
 * scores of untrained networks are wanted high.
 */
@API(status = INTERNAL)
public final class Figures {

  /** What predicts accuracies of any run, at no cost: more of it is better, as a prediction. */
  public static final List<String> FREE =
      List.of("macs", "parameters", "live-macs", "live-parameters", "depth");

  /** Seed of weights that are not trained. */
  private static final long UNTRAINED = 1;

  /**
   * The name of the multiply-adds of operations that the input reaches and that reach the output.
   */
  static final String LIVE_MACS = "live-macs";

  /** The name of predicted latency. */
  public static final String LATENCY = "latency";

  private static final List<String> COSTS =
      List.of("macs", "parameters", "size", LATENCY, "live-macs", "live-parameters", "depth");

  /** How many values are kept: some 15 MB. */
  private static final int MOST_KNOWN = 50_000;

  private record Figure(String name, Architecture architecture) {}

  private final Definition definition;
  private final ToDoubleFunction<Architecture> latency;
  private final Extensions extensions;
  private final Supplier<Optional<PriorSample>> sample;
  private final Cache<Figure, Double> known =
      CacheBuilder.newBuilder().maximumSize(MOST_KNOWN).build();

  /**
   * The figures of a network.
   *
   * @param latency predicts the milliseconds of one batch
   * @param extensions scorers of users
   * @param sample what the ranks of a prior are taken against; asked when it is needed first
   */
  Figures(
      Definition definition,
      ToDoubleFunction<Architecture> latency,
      Extensions extensions,
      Supplier<Optional<PriorSample>> sample) {
    this.definition = definition;
    this.latency = latency;
    this.extensions = extensions;
    this.sample = sample;
  }

  /** The figures of a network, and scorers by the name of their class. */
  public Figures(Definition definition, ToDoubleFunction<Architecture> latency) {
    this(definition, latency, Extensions.NONE, Optional::empty);
  }

  /** Whether less of it is wanted, and known without judging. */
  public static boolean isCost(String name) {
    return COSTS.contains(name);
  }

  /** Refuses what is wrong for any network. */
  static void check(List<String> objectives, Map<String, Double> limits) {
    if (objectives.isEmpty() || objectives.stream().distinct().count() < objectives.size()) {
      throw new SupernetException(
          Kind.USAGE, "The objectives are " + objectives + "; give one or more, each once.");
    }
    objectives.stream().filter(PriorName::is).map(PriorName::scorers).forEach(PriorName::check);
    limits.forEach(
        (name, most) -> {
          if (!COSTS.contains(name) || !(most > 0)) {
            throw new SupernetException(
                Kind.USAGE,
                Text.of(
                    "The limit '%s' of %s is not one above 0 on %s.",
                    name, most, String.join(", ", COSTS)));
          }
        });
  }

  /** Whether it is a metric, which is known of nobody who was not judged. */
  static boolean needsJudge(String scorer) {
    return !COSTS.contains(scorer)
        && !UntrainedScorers.NAMES.contains(scorer)
        && !OnClasspath.isName(scorer);
  }

  /** Refuses scorers that somebody has to judge for. */
  static void checkUnjudged(List<String> scorers) {
    scorers.stream()
        .filter(Figures::needsJudge)
        .findFirst()
        .ifPresent(
            name -> {
              throw new SupernetException(
                  Kind.USAGE,
                  Text.of(
                      "Without an evaluator nobody knows '%s'; give '--prior auto' or a prior of %s, or choose an evaluator.",
                      name,
                      Stream.of(COSTS, UntrainedScorers.NAMES)
                          .flatMap(List::stream)
                          .collect(Collectors.joining(", "))));
            });
  }

  /**
   * The objectives of these names; ties go by the metrics of the task.
   *
   * @throws SupernetException if one of them is not known
   */
  public List<Objective> objectives(List<String> names) {
    List<Metric> metrics = definition.task().metrics();
    return names.stream().map(name -> objective(name).withTies(metrics)).toList();
  }

  private Objective objective(String name) {
    if (PriorName.is(name)) {
      return prior(name);
    }
    if (COSTS.contains(name)) {
      return Objective.least(name, architecture -> cost(name, architecture));
    }
    Optional<Metric> known = metric(name);
    if (known.isPresent()) {
      return Objective.of(known.get());
    }
    Scorer scorer = computed("Objective", name);
    return new Objective(
        name, scorer.higherIsBetter(), e -> scored(name, scorer, e.architecture()));
  }

  /** The sum of the logarithms of ranks by several predictions. */
  private Objective prior(String name) {
    List<String> parts = PriorName.scorers(name);
    List<ToDoubleFunction<Evaluation>> predictions = parts.stream().map(this::prediction).toList();
    Supplier<LogRanks> ranks =
        Suppliers.memoize(
            () ->
                LogRanks.against(parts.stream().map(this::sample).toList())
                    .withWeights(parts.stream().mapToDouble(p -> weight(name, p)).toArray()));
    return new Objective(
        name,
        true,
        e ->
            ranks
                .get()
                .sum(
                    predictions.stream()
                        .mapToDouble(p -> PriorSample.finite(p.applyAsDouble(e)))
                        .toArray()));
  }

  private double weight(String prior, String scorer) {
    return PriorName.isAuto(prior)
        ? requireNonNull(known(PriorName.AUTO, s -> !s.weights().isEmpty()).weights().get(scorer))
        : 1;
  }

  private double[] sample(String scorer) {
    return known(scorer, s -> s.scores().containsKey(scorer)).of(scorer);
  }

  private PriorSample known(String scorer, Predicate<PriorSample> ready) {
    return sample
        .get()
        .filter(ready)
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.RUN,
                    Text.of(
                        "The run has no sample for the prior yet, scored by '%s'; 'supernet search' makes one.",
                        scorer)));
  }

  /**
   * How each scorer that counts in a prior ranks candidates among each other: logarithms of shares
   * of ranks, 0 for the best.
   *
   * @param name of a prior; of another objective, it alone ranks
   */
  public List<double[]> ranks(String name, List<Evaluation> candidates) {
    return PriorName.scorers(name).stream()
        .filter(scorer -> weight(name, scorer) > 0)
        .map(this::prediction)
        .map(
            prediction ->
                candidates.stream()
                    .mapToDouble(e -> PriorSample.finite(prediction.applyAsDouble(e)))
                    .toArray())
        .map(values -> LogRank.product(List.of(values)))
        .toList();
  }

  /** What a scorer says of an architecture, the higher the better. */
  private ToDoubleFunction<Evaluation> prediction(String name) {
    if (COSTS.contains(name)) {
      return e -> cost(name, e.architecture());
    }
    Optional<Metric> known = metric(name);
    if (known.isPresent()) {
      Objective wanted = Objective.of(known.get());
      return e -> -wanted.cost(e);
    }
    Scorer scorer = computed("Scorer", name);
    double sign = scorer.higherIsBetter() ? 1 : -1;
    return e -> sign * scored(name, scorer, e.architecture());
  }

  /**
   * The scorers of these names, which may be classes of users.
   *
   * @param judge who gives the metrics of the task
   * @throws SupernetException if one of them is not known
   */
  public List<Scorer> scorers(List<String> names, Evaluator judge) {
    return names.stream().map(name -> scorer(name, judge)).toList();
  }

  private Scorer scorer(String name, Evaluator judge) {
    if (COSTS.contains(name)) {
      return Scorer.of(name, architecture -> cost(name, architecture));
    }
    return metric(name)
        .map(metric -> Scorer.of(judge, metric))
        .orElseGet(() -> computed("Scorer", name));
  }

  private Optional<Metric> metric(String name) {
    return definition.task().metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst();
  }

  /** A scorer that is neither a cost nor a metric: of untrained networks, or the user's. */
  private Scorer computed(String what, String name) {
    if (UntrainedScorers.NAMES.contains(name)) {
      return UntrainedScorers.of(name, definition, UNTRAINED);
    }
    if (!OnClasspath.isName(name)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%s '%s' is not known; choose from %s, or give the full name of a class.",
              what,
              name,
              Stream.of(
                      definition.task().metrics().stream().map(Metric::name).toList(),
                      COSTS,
                      UntrainedScorers.NAMES)
                  .flatMap(List::stream)
                  .collect(Collectors.joining(", "))));
    }
    return extensions.scorer(name, definition);
  }

  /** The limits of these names. */
  public List<Constraint> constraints(Map<String, Double> limits) {
    return limits.entrySet().stream()
        .map(e -> new Constraint(e.getKey(), e.getValue(), a -> cost(e.getKey(), a)))
        .toList();
  }

  private double cost(String name, Architecture architecture) {
    return kept(name, architecture, () -> compute(name, architecture));
  }

  private double scored(String name, Scorer scorer, Architecture architecture) {
    return kept(
        name,
        architecture,
        () -> {
          double predicted = Predictions.of(scorer, List.of(architecture))[0];
          return scorer.higherIsBetter() ? predicted : -predicted;
        });
  }

  private double kept(String name, Architecture architecture, DoubleSupplier figure) {
    Figure key = new Figure(name, architecture);
    Double value = known.getIfPresent(key);
    if (value == null) {
      value = figure.getAsDouble();
      known.put(key, value);
    }
    return value;
  }

  private double compute(String name, Architecture architecture) {
    return switch (name) {
      case "macs" -> definition.cost(architecture).macs();
      case "parameters" -> definition.cost(architecture).parameters();
      case "live-macs" -> definition.liveCost(architecture).macs();
      case "live-parameters" -> definition.liveCost(architecture).parameters();
      case "depth" -> definition.liveCost(architecture).depth();
      case "size" -> SavedModelSize.bytes(definition, architecture);
      default -> latency.applyAsDouble(architecture);
    };
  }
}
