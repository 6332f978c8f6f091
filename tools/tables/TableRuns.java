import com.google.gson.Gson;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Allowance;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs Supernet on tables, for each seed, and prints a line of JSON for each run. What is done already is not done again.
 *
 * <p>Arguments: a folder, seeds with commas between them, seconds for each run, and tables whose last column is a class.
 */
public final class TableRuns {

  private TableRuns() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    for (String seed : args[1].split(",")) {
      for (String table : List.of(args).subList(3, args.length)) {
        String name = Path.of(table).getFileName().toString().replaceFirst("\\..*", "") + "-" + seed;
        System.out.println(new Gson().toJson(found(folder, name, "csv:" + table, Long.parseLong(seed), Double.parseDouble(args[2]))));
      }
    }
  }

  /** What `supernet run --time SECONDS --threads 1` finds. */
  private static Map<String, Object> found(
      Path folder, String name, String data, long seed, double seconds) {
    RunOptions options =
        RunOptions.TABLES.with().data(data).seed(seed).threads(1).allowance(Allowance.ofSeconds(seconds)).build();
    try (Run run =
        Run.builder(folder.resolve("runs/" + name))
            .space("table-resnet")
            .goal(Goal.EXPORT)
            .options(options)
            .openOrCreate()) {
      Outcome outcome = new Pipeline(run, folder.resolve("models"), event -> {}).run();
      return Map.of(
          "run", name,
          "accuracy", outcome.test().get("accuracy"),
          "seconds", outcome.seconds().values().stream().mapToDouble(s -> s).sum(),
          "architecture", outcome.candidates().get(outcome.winner()).architecture());
    }
  }
}
