package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {

  private static final String CELL = "|nor_conv_3x3~0|+|none~0|none~1|+|%s~0|none~1|none~2|";

  @TempDir Path home;

  private String simulate;

  @BeforeEach
  void table() throws Exception {
    Path table = home.resolve("table.csv");
    Files.writeString(
        table,
        "arch,short,whole,test,name\n"
            + CELL.formatted("skip_connect")
            + ",40,50,51,a\n"
            + CELL.formatted("nor_conv_1x1")
            + ",50,60,61,b\n"
            + CELL.formatted("nor_conv_3x3")
            + ",30,70,71,c\n");
    simulate =
        "compare --space nasbench201 --table-epochs 10,2 --seeds 2 --budgets 1,3 --simulate "
            + table
            + " --short-column short --validation-column whole --test-column test";
  }

  @Test
  void printsAndDrawsWhatEachMethodFinds() throws Exception {
    Path plot = home.resolve("plot.svg");

    assertThat(Command.run(home, simulate + " --plot " + plot).succeeded().out())
        .contains("on 3 known trainings", "| random search | ", "± 0.00 |", "71.00");
    assertThat(Files.readString(plot)).contains("<svg", "largest first → halving");
    JsonObject report = Command.run(home, simulate + " --json").succeeded().json();
    assertThat(report.get("findable").getAsDouble()).isEqualTo(0.71);
    assertThat(report.getAsJsonArray("lines")).hasSize(8);
  }

  @Test
  void scoresOfASupernetAddItsMethods() throws Exception {
    Path scores = home.resolve("scores.csv");
    Files.writeString(
        scores,
        "architecture,accuracy,loss\n"
            + CELL.formatted("skip_connect")
            + ",0.3,1\n"
            + CELL.formatted("nor_conv_3x3")
            + ",0.2,1\n");

    Command run = Command.run(home, simulate + " --supernet-epochs 5 --scores " + scores);

    assertThat(run.succeeded().out())
        .contains("on 2 known trainings", "| supernet → halving | ", "a supernet costs 5 epochs");
    assertThat(run.err()).contains("1 rows without a score are left out");
  }

  @Test
  void whatCannotBeSimulatedIsRefused() throws Exception {
    Command.run(home, simulate.replace("--table-epochs 10,2", "--table-epochs 10"))
        .failed(2, "two numbers", "[10]");
    Command.run(home, simulate.replace("--table-epochs 10,2", "--table-epochs 10,10"))
        .failed(2, "short training", "10");
    Command.run(home, simulate + " --scores nowhere.csv").failed(2, "--supernet-epochs");
    Command.run(home, simulate + " --strategies fair").failed(2, "leave out --strategies");
    Command.run(home, simulate + " some-comparison").failed(2, "leave out its name");
    Command.run(home, simulate + " --min-macs 1G").failed(3, "0 rows within the limits");
    Command.run(home, simulate.replace("--budgets 1,3", "--budgets 0")).failed(2, "budget", "0");
    Command.run(home, simulate.replace("--seeds 2", "--seeds 1")).failed(2, "seeds", "1");
  }
}
