package io.supernet.study.compare;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Metric;
import io.supernet.stats.Spread;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of ways of searching has found.
 *
 * @param space name of the space
 * @param metric by which networks are judged; values are in its unit
 * @param plan what was done
 * @param rows one a method, in the order of the plan
 * @param results all runs
 */
public record MethodReport(
    String space, Metric metric, MethodPlan plan, List<Row> rows, List<MethodResult> results) {

  /**
   * Figures of a method over the seeds; null where there are none.
   *
   * @param failed runs without a winner, which the others leave out
   * @param trained networks trained alone
   * @param spent seconds by the tariff
   * @param clock seconds by the clock
   * @param validation of the winner
   * @param test of the winner
   * @param behind how much better the last method is on test examples with the same seed, above 0
   *     where it is; null of the last itself
   */
  public record Row(
      Method method,
      int failed,
      @Nullable Spread trained,
      @Nullable Spread spent,
      @Nullable Spread clock,
      @Nullable Spread liveMacs,
      @Nullable Spread validation,
      @Nullable Spread test,
      @Nullable Spread behind) {}

  public MethodReport {
    rows = ImmutableList.copyOf(rows);
    results = ImmutableList.copyOf(results);
  }

  static MethodReport of(String space, Metric metric, MethodPlan plan, List<MethodResult> results) {
    List<Method> methods = plan.methods();
    Method last = methods.get(methods.size() - 1);
    return new MethodReport(
        space,
        metric,
        plan,
        methods.stream()
            .map(method -> row(method, metric, of(method, results), of(last, results)))
            .toList(),
        results);
  }

  private static List<MethodResult> of(Method method, List<MethodResult> results) {
    return results.stream().filter(result -> result.method() == method).toList();
  }

  private static Row row(
      Method method, Metric metric, List<MethodResult> own, List<MethodResult> last) {
    List<MethodResult> good = own.stream().filter(result -> result.failure() == null).toList();
    double sign = metric.higherIsBetter() ? 1 : -1;
    return new Row(
        method,
        own.size() - good.size(),
        Spread.of(good, result -> (double) result.trained()),
        Spread.of(good, MethodResult::spent),
        Spread.of(good, result -> result.seconds().values().stream().mapToDouble(s -> s).sum()),
        Spread.of(good, result -> (double) result.liveMacs()),
        Spread.of(good, MethodResult::validation),
        Spread.of(good, MethodResult::test),
        own.equals(last)
            ? null
            : Spread.of(
                good,
                result ->
                    last.stream()
                        .filter(other -> other.seed() == result.seed())
                        .map(MethodResult::test)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(test -> sign * (test - Objects.requireNonNull(result.test())))
                        .orElse(null)));
  }
}
