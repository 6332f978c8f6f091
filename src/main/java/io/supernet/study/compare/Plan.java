package io.supernet.study.compare;

import com.google.common.collect.ImmutableList;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.storage.SealedJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a comparison does; kept as {@code plan.json}.
 *
 * @param command what was typed, for the reader
 * @param strategies as {@link Strategy}, at least one
 * @param seeds how many, counted up from that of the options; each decides the split of the data,
 *     the first weights and all that is random, for all strategies alike
 * @param options of all runs but for sampling and epochs; those given are for steps of one path
 * @param table CSV file of architectures that others have trained; null without one
 * @param metric its column
 * @param rows how many random rows of it are judged, 0 for all
 * @param definitionHash fingerprint of the definition file; empty before the comparison begins
 */
@RecordBuilder
public record Plan(
    String command,
    List<String> strategies,
    int seeds,
    RunOptions options,
    String table,
    String metric,
    int rows,
    String definitionHash)
    implements PlanBuilder.With {

  private static final SealedJson<Plan> FORMAT =
      new SealedJson<>("comparison", 1, Plan.class, "restore it, or begin a new comparison");

  public Plan {
    strategies =
        strategies.stream()
            .map(name -> Strategy.of(name).name())
            .collect(ImmutableList.toImmutableList());
    require(!strategies.isEmpty() && seeds >= 1, "A comparison has 1 or more strategies and seeds");
    require(new HashSet<>(strategies).size() == strategies.size(), "Name each strategy once");
    require(
        options.top() == 1 && options.search().baseline(),
        "A comparison retrains the best of each search and of its random search; leave out --top and --no-baseline");
    require(
        (table == null) == (metric == null),
        "A table needs its column, and the column needs the table; give both or none");
    require(rows >= 0, "The number of rows is 1 or more, or 0 for all");
  }

  /** Refuses options of a new comparison that its strategies decide. */
  void checkNew() {
    require(
        options.sampling().equals(SamplingOptions.DEFAULT),
        "The strategies decide what is sampled; leave out --sampler, --paths and --distill");
    require(
        options.supernets() == 1, "A comparison is one of single supernets; leave out --supernets");
    require(
        options.search().usesSupernet(),
        "A comparison is one of supernets, and an evaluator of your own needs none; leave out --evaluator");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new SupernetException(Kind.USAGE, sentence + ".");
    }
  }

  /** All runs, one seed after another. */
  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (long seed = options.seed(); seed < options.seed() + seeds; seed++) {
      for (String strategy : strategies) {
        trials.add(new Trial(strategy, seed));
      }
      trials.add(new Trial(Trial.RANDOM, seed));
    }
    return trials;
  }

  /**
   * How many random architectures are trained alone for about as many examples as a supernet and
   * the one that is found in it.
   */
  int randomArchitectures() {
    return 1 + options.supernet().epochs() / options.alone().epochs();
  }

  void write(Path file) {
    FORMAT.write(file, this);
  }

  static Plan read(Path file) {
    return FORMAT.read(file);
  }
}
