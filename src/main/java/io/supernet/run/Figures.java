package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.search.Constraint;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What can be wanted and limited, by name: the metrics of the task, such as {@code accuracy} and
 * {@code loss}, and the costs {@code macs}, {@code parameters}, {@code size} (bytes of the
 * SavedModel) and {@code latency} (predicted milliseconds of one batch) of an architecture.
 */
@API(status = INTERNAL)
public final class Figures {

  /** The name of predicted latency. */
  public static final String LATENCY = "latency";

  private static final List<String> COSTS = List.of("macs", "parameters", "size", LATENCY);

  /** How many values are kept: some 15 MB. */
  private static final int MOST_KNOWN = 50_000;

  private record Figure(String name, Architecture architecture) {}

  private final Definition definition;
  private final ToDoubleFunction<Architecture> latency;
  private final Cache<Figure, Double> known =
      CacheBuilder.newBuilder().maximumSize(MOST_KNOWN).build();

  /**
   * The figures of a network.
   *
   * @param latency predicts the milliseconds of one batch
   */
  public Figures(Definition definition, ToDoubleFunction<Architecture> latency) {
    this.definition = definition;
    this.latency = latency;
  }

  /** Refuses what is wrong for any network. */
  static void check(List<String> objectives, Map<String, Double> limits) {
    if (objectives.isEmpty() || objectives.stream().distinct().count() < objectives.size()) {
      throw new SupernetException(
          Kind.USAGE, "The objectives are " + objectives + "; give one or more, each once.");
    }
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

  /**
   * The objectives of these names; ties go by the metrics of the task.
   *
   * @throws SupernetException if one of them is not known
   */
  public List<Objective> objectives(List<String> names) {
    List<Metric> metrics = definition.task().metrics();
    return names.stream().map(name -> objective(name, metrics).withTies(metrics)).toList();
  }

  private Objective objective(String name, List<Metric> metrics) {
    if (COSTS.contains(name)) {
      return Objective.least(name, architecture -> cost(name, architecture));
    }
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .map(Objective::of)
        .findFirst()
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.USAGE,
                    Text.of(
                        "Objective '%s' is not known; choose from %s.",
                        name,
                        Stream.concat(metrics.stream().map(Metric::name), COSTS.stream())
                            .collect(Collectors.joining(", ")))));
  }

  /** The limits of these names. */
  public List<Constraint> constraints(Map<String, Double> limits) {
    return limits.entrySet().stream()
        .map(e -> new Constraint(e.getKey(), e.getValue(), a -> cost(e.getKey(), a)))
        .toList();
  }

  private double cost(String name, Architecture architecture) {
    Figure figure = new Figure(name, architecture);
    Double value = known.getIfPresent(figure);
    if (value == null) {
      value = compute(name, architecture);
      known.put(figure, value);
    }
    return value;
  }

  private double compute(String name, Architecture architecture) {
    return switch (name) {
      case "macs" -> definition.cost(architecture).macs();
      case "parameters" -> definition.cost(architecture).parameters();
      case "size" -> SavedModelSize.bytes(definition, architecture);
      default -> latency.applyAsDouble(architecture);
    };
  }
}
