package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.controller.Controller;
import io.supernet.evaluate.Cautions;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.run.Figures;
import io.supernet.run.SearchOptions;
import io.supernet.search.Feasible;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.stats.RandomPicks;
import io.supernet.table.Table;
import io.supernet.table.TableEvaluator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Searches a table of known trainings instead of a supernet: what a strategy is worth where the
 * truth is known. Only architectures that the table lists are proposed, also those whose output
 * does not depend on the input, and each of those that compute the same by its own row.
 *
 * @hidden
 */
@API(status = INTERNAL)
public final class TableSearch {

  /** How many evaluations are made at once; a look-up takes no time. */
  private static final int BATCH = 100;

  /**
   * An architecture of the table.
   *
   * @param architecture in the notation of its space
   * @param value of the metric by the table
   * @param regret how far it is from the best of the table
   * @param rank among the rows that could be found, from 1
   */
  public record Row(String architecture, double value, double regret, int rank) {}

  /**
   * What was found.
   *
   * @param metric that the table holds
   * @param column its name in the table
   * @param rows how many rows could be found: those within the limits
   * @param best of these
   * @param evaluations that were made
   * @param end why the strategy ended before the budget was used up; empty if it did not
   * @param cautions what to know before believing the ranking
   * @param found the best, best first
   * @param randomRegret exact expected regret of the best of as many random rows
   */
  public record Result(
      String space,
      String table,
      Metric metric,
      String column,
      int rows,
      Row best,
      String strategy,
      int evaluations,
      String end,
      List<String> cautions,
      List<Row> found,
      double randomRegret) {
    public Result {
      cautions = ImmutableList.copyOf(cautions);
      found = ImmutableList.copyOf(found);
    }
  }

  private final Definition definition;
  private final Table table;
  private final SearchSpace space;
  private final Objective objective;

  /** The higher the better. */
  private final double[] scores;

  private final SearchOptions options;

  /**
   * A search.
   *
   * @throws SupernetException if it wants another objective than the metric of the table, or no row
   *     of the table keeps the limits
   */
  public TableSearch(Definition definition, Table table, SearchOptions options, long seed) {
    this.definition = definition;
    this.table = table;
    this.objective = Objective.of(table.metric()).withTies(List.of(table.metric()));
    List<String> wanted = List.of(objective.name());
    boolean untold = options.objectives().equals(SearchOptions.DEFAULT.objectives());
    this.options = untold ? options.withObjectives(wanted) : options;
    if (!this.options.objectives().equals(wanted)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A table of %s can be searched for %s only, not for %s; leave out --objectives.",
              objective.name(), objective.name(), options.objectives()));
    }
    Figures figures = new Figures(definition, architecture -> noLatency());
    // Whether a row is connected is not asked: the table has its value in any case.
    SearchSpace listed =
        new SearchSpace(definition.name(), definition.space().decisions(), table::has)
            .among(table.architectures());
    this.space =
        Feasible.of(
                listed,
                figures.constraints(options.limits()),
                new RandomStreams(seed).stream("limits", 0))
            .space();
    this.scores =
        table.architectures().stream().filter(space::admits).mapToDouble(table::score).toArray();
  }

  private static double noLatency() {
    throw new SupernetException(Kind.USAGE, "A table has no latencies; leave out --max-latency.");
  }

  /**
   * Searches.
   *
   * @param top how many of the best are told, at least 1
   */
  public Result run(int top, long seed, Progress progress) {
    TableEvaluator evaluator = new TableEvaluator(table, definition.distinct(), definition::format);
    Search search =
        new Search(
                space,
                watched ->
                    options.start(
                        watched,
                        List.of(objective),
                        new RandomStreams(seed),
                        TableSearch::noSampler),
                evaluator,
                options.budget(),
                BATCH)
            .withObjective(objective);
    if (options.timeLimitSeconds() > 0) {
      search = search.withTimeLimit(Duration.ofSeconds(options.timeLimitSeconds()));
    }
    SearchResult result = search.run(definition::format, progress);
    result.refuseIfNothing(options.strategy());
    int evaluated = result.evaluations().size();
    List<String> cautions = Cautions.ofTies(table.metric(), result.evaluations());
    cautions.forEach(caution -> progress.note("caution: " + caution));
    double best = Arrays.stream(scores).max().orElseThrow();
    Architecture first =
        table.architectures().stream()
            .filter(a -> space.admits(a) && table.score(a) == best)
            .findFirst()
            .orElseThrow();
    return new Result(
        definition.name(),
        table.source(),
        table.metric(),
        table.column(),
        scores.length,
        row(first, best),
        options.strategy(),
        evaluated,
        result.end(),
        cautions,
        result.top(top, objective).stream()
            .map(Evaluation::architecture)
            .map(a -> row(a, best))
            .toList(),
        best - RandomPicks.expectedBest(scores, evaluated));
  }

  private Row row(Architecture architecture, double best) {
    double score = table.score(architecture);
    int better = (int) Arrays.stream(scores).filter(other -> other > score).count();
    return new Row(
        definition.format(architecture), table.value(architecture), best - score, better + 1);
  }

  /** The options refuse what takes a controller. */
  private static Controller noSampler() {
    throw new IllegalStateException("Nothing is sampled here.");
  }
}
