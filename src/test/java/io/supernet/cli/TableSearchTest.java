package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.supernet.run.SearchOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of a table, without a supernet. */
class TableSearchTest {

  @TempDir Path home;
  private String search;

  @BeforeEach
  void find() throws URISyntaxException {
    Path table =
        Path.of(getClass().getResource("/io/supernet/stats/nasbench201_dev2000.csv.gz").toURI());
    search = "search --space nasbench201 --table " + table + " --metric cifar10_test ";
  }

  @Test
  void findsTheBestRowInTheEnd() {
    JsonObject result = json(search + "--strategy exhaustive --budget 5000 --json");
    assertThat(result.get("rows").getAsInt()).isEqualTo(2000);
    assertThat(result.get("evaluations").getAsInt()).isEqualTo(2000);
    JsonObject found = result.getAsJsonArray("found").get(0).getAsJsonObject();
    assertThat(found).isEqualTo(result.getAsJsonObject("best"));
    assertThat(found.get("value").getAsDouble()).isBetween(0.94, 0.945);
    assertThat(found.get("regret").getAsDouble()).isZero();
    assertThat(found.get("rank").getAsInt()).isEqualTo(1);
    assertThat(result.get("randomRegret").getAsDouble()).isZero();
  }

  @Test
  void evolutionBeatsWhatChanceGives() {
    JsonObject result = json(search + "--strategy evolution --budget 300 --seed 3 --json");
    JsonArray found = result.getAsJsonArray("found");
    assertThat(found).hasSize(3);
    assertThat(found.get(0).getAsJsonObject().get("regret").getAsDouble())
        .isLessThan(result.get("randomRegret").getAsDouble());
    assertThat(result.get("evaluations").getAsInt()).isEqualTo(300);
    assertThat(Command.run(home, search + "--budget 40 --max-params 0.5M").succeeded().out())
        .contains("below the best", "evolution, 40 evaluations of ");
  }

  /** Two of 6,561, hardly met by chance. */
  @Test
  void searchesTheRowsThatThereAre() throws IOException {
    Path few = home.resolve("few.csv");
    Files.writeString(few, "arch,acc\n01202210,9\n22222222,8\n");
    for (String strategy : SearchOptions.strategies()) {
      if (!strategy.equals(SearchOptions.DERIVE)) {
        String words = "search --space nasbench-macro --metric acc --budget 10 --strategy ";
        assertThat(Command.run(home, words + strategy + " --table " + few).succeeded().out())
            .contains("2 evaluations of 2 rows in " + few + " (there is no other architecture)");
      }
    }
  }

  @Test
  void saysThatItsRowsAreNotToldApart() throws IOException {
    Path table = home.resolve("tied.csv");
    Files.writeString(table, "arch,acc\n01202210,9\n22222222,9\n00000000,9\n");
    String words =
        "search --space nasbench-macro --metric acc --budget 10 --strategy exhaustive --table ";
    String caution =
        "3 of 3 architectures have the same accuracy, 9.00 % (1 different in all), and are not told apart";
    assertThat(Command.run(home, words + table).succeeded().err()).contains("caution: " + caution);
    JsonArray cautions = json(words + table + " --json").getAsJsonArray("cautions");
    assertThat(cautions.get(0).getAsString()).isEqualTo(caution);
    assertThat(json(search + "--budget 40 --json").getAsJsonArray("cautions")).isEmpty();
  }

  @Test
  void refusesWhatCannotBeSearched() throws IOException {
    Command.run(home, "search").failed(2, "a run, or --table");
    Command.run(home, search + "mine").failed(2, "a run, or --table");
    Command.run(home, search.replace("cifar10_test", "top1"))
        .failed(2, "no column 'top1'", "cifar10_valid");
    Command.run(home, search.replace("cifar10_test", "flops_m")).failed(3, "is not an accuracy");
    Command.run(home, search.replace("--space nasbench201", "--space darts"))
        .failed(3, "line 2, column 2");
    Command.run(home, search + "--objectives accuracy,macs").failed(2, "for accuracy only");
    Command.run(home, search + "--max-latency 5ms").failed(2, "leave out --max-latency");
    Command.run(home, search + "--strategy derive").failed(2, "'derive'");
    Command.run(home, search + "--max-macs 10").failed(2, "macs");
    Path none = home.resolve("none.csv");
    Command.run(home, "search --space nasbench-macro --metric acc --table " + none)
        .failed(3, "does not exist", "none.csv");
  }

  private JsonObject json(String words) {
    return Command.run(home, words).succeeded().json();
  }
}
