package io.supernet.study.compare;

import com.google.common.collect.ImmutableList;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.plan.Tariff;
import io.supernet.run.RunOptions;
import io.supernet.storage.SealedJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of ways of searching does; kept as {@code methods.json}.
 *
 * @param command what was typed, for the reader
 * @param methods at least two, each once; the last is compared to each of the others
 * @param seeds how many, counted up from that of the options
 * @param seconds that each method may spend for each seed, by the tariff
 * @param options of all runs, but for what the time decides
 * @param tariff what work costs; null until it is measured, once for all
 * @param budget what each method may do with the time; null until it is divided, once for all
 * @param definitionHash fingerprint of the definition file; empty before the comparison begins
 */
@RecordBuilder
public record MethodPlan(
    String command,
    List<Method> methods,
    int seeds,
    double seconds,
    RunOptions options,
    @Nullable Tariff tariff,
    @Nullable MethodBudget budget,
    String definitionHash)
    implements MethodPlanBuilder.With {

  private static final SealedJson<MethodPlan> FORMAT =
      new SealedJson<>("methods", 2, MethodPlan.class, "restore it, or begin a new comparison");

  public MethodPlan {
    methods = ImmutableList.copyOf(methods);
    Bounds.check(seeds >= 1, "number of seeds", seeds, "1 or more");
    Bounds.check(seconds > 0 && seconds <= 1e9, "time of a method", seconds, "above 0 s");
    if (methods.size() < 2 || methods.stream().distinct().count() < methods.size()) {
      throw new SupernetException(
          Kind.USAGE, "A comparison has 2 or more methods, each once, such as random,halving.");
    }
  }

  /** One method with one seed. */
  record Trial(Method method, long seed) {

    /** Its folder. */
    String name() {
      return method.key() + "-" + seed;
    }
  }

  /** All of them, one seed after another. */
  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (long seed = options.seed(); seed < options.seed() + seeds; seed++) {
      for (Method method : methods) {
        trials.add(new Trial(method, seed));
      }
    }
    return trials;
  }

  void write(Path file) {
    FORMAT.write(file, this);
  }

  static MethodPlan read(Path file) {
    return FORMAT.read(file);
  }
}
