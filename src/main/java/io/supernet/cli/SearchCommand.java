package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.pipeline.TableSearch;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Searches the supernet of a run, after finishing its training if necessary; or searches a table of known trainings, without a run.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet search mine --strategy regularized-evolution --budget 1000 --max-macs 40M",
      "  supernet search --table nb201.csv --metric cifar10_test --space nasbench201"
    })
final class SearchCommand implements Callable<Integer> {

  /** How many of the best of a table are shown. */
  private static final int SHOWN = 3;

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "Name under models/, or a path.")
  private String name;

  @Mixin private SearchFlags search;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @ArgGroup(exclusive = false, heading = "Instead of a run:%n")
  private TableFlags table;

  @Override
  public Integer call() {
    if ((name == null) == (table == null)) {
      throw new SupernetException(
          Kind.USAGE, "Give what to search: a run, or --table with --metric and --space.");
    }
    return table == null ? searchRun() : searchTable();
  }

  private int searchRun() {
    try (Hired hired = executor.hire();
        Run run = Run.builder(Home.run(name)).extensions(hired.extensions()).open()) {
      run.change(Goal.SEARCH, search.over(run.options()));
      try (SearchJournal searches = SearchJournal.open(run.layout())) {
        searches.reopen(run.options().search());
      }
      return output.pipeline(run);
    }
  }

  private int searchTable() {
    Definition definition = table.definition();
    TableSearch searching =
        new TableSearch(
            definition,
            table.table(definition),
            search.over(RunOptions.DEFAULT).search(),
            table.seed());
    try (ConsoleProgress progress = output.progress("Run the same command to search again.")) {
      TableSearch.Result result = searching.run(SHOWN, table.seed(), progress);
      output.print(output.json() ? JsonResult.of(result) : text(result));
    }
    return 0;
  }

  private static String text(TableSearch.Result result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "", result.column(), result.metric().worse() + " the best", "rank", "architecture"));
    result.found().forEach(row -> rows.add(cells(result.metric(), "found", row)));
    rows.add(cells(result.metric(), "best", result.best()));
    return OutcomeText.columns(rows)
        + Text.of(
            "%s, %d evaluations of %,d rows in %s%s; as many random ones are expected %s %s the best",
            result.strategy(),
            result.evaluations(),
            result.rows(),
            result.table(),
            result.end().isEmpty() ? "" : " (" + result.end() + ")",
            result.metric().text(result.randomRegret()),
            result.metric().worse());
  }

  private static List<String> cells(Metric metric, String what, TableSearch.Row row) {
    return List.of(
        what,
        metric.text(row.value()),
        metric.text(row.regret()),
        Integer.toString(row.rank()),
        row.architecture());
  }
}
