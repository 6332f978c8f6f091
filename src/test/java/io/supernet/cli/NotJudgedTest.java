package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Definition;
import io.supernet.pipeline.RunRecords;
import io.supernet.space.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An architecture that cannot be judged has no accuracy: it is not one of 0 in any figure. */
class NotJudgedTest {

  private static final String TOLD =
      "2 of 8 architectures could not be judged and are left out of all figures, the first of them ";

  @TempDir static Path home;
  private static final List<String> ALL = new ArrayList<>();

  @BeforeAll
  static void train() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,c,label\n");
    // A split of these leaves as many for training as the network can take at once.
    for (int i = 0; i < 90; i++) {
      rows.append(i % 7).append(',').append(i % 5).append(',').append(i % 3);
      rows.append(',').append(i % 2 == 0 ? "even" : "odd").append('\n');
    }
    Path data = Files.writeString(home.resolve("data.csv"), rows);
    Command.run(
            home,
            "train --name picky --quiet --epochs 4 --threads 1 --batch 64 --data csv:"
                + data
                + " --space "
                + PickyNetwork.class.getName())
        .succeeded();
    Definition definition = RunRecords.read(home.resolve("models/picky")).definition();
    for (int first = 0; first < 4; first++) {
      for (int second = 0; second < 2; second++) {
        ALL.add(definition.format(Architecture.of(first, second)));
      }
    }
    Files.write(home.resolve("all"), ALL);
  }

  @Test
  void evaluatedWithoutFigures() {
    String file = " --file " + home.resolve("all");
    Command csv = Command.run(home, "evaluate picky" + file).succeeded();
    assertThat(csv.err()).contains("warning: evaluate: " + TOLD);
    List<String> rows = csv.out().lines().toList();
    assertThat(rows).hasSize(9);
    for (int i = 0; i < ALL.size(); i++) {
      String figures = rows.get(1 + i).substring(ALL.get(i).length());
      assertThat(figures).matches(ALL.get(i).contains("picky") ? ",," : ",0\\.\\d+,[0-9.]+");
    }
    assertThat(Command.run(home, "evaluate picky --quiet --json" + file).succeeded().out())
        .doesNotContain("NaN")
        .containsPattern("picky/skip\",\\s+\"failure\": \"Input to reshape");
  }

  @Test
  void auditedWithout() {
    Command audit =
        Command.run(
                home,
                "audit picky --sample 8 --pool 8 --seeds 1 --epochs 1 --workers 1 --both-policies")
            .succeeded();
    assertThat(audit.err()).contains("warning: audit: " + TOLD);
    assertThat(audit.out()).contains("Over 6 architectures");
  }

  @Test
  void auditedWithoutAgainstATable() throws IOException {
    StringBuilder table = new StringBuilder("architecture,accuracy\n");
    for (int i = 0; i < ALL.size(); i++) {
      table.append(ALL.get(i)).append(",0.").append(i + 1).append('\n');
    }
    Path file = Files.writeString(home.resolve("table.csv"), table);
    Command audit =
        Command.run(home, "audit picky --metric accuracy --sample 0 --table " + file).succeeded();
    assertThat(audit.err()).contains("warning: audit: " + TOLD);
    assertThat(audit.out()).contains("Over 6 architectures");
  }

  @Test
  void interferedWithWithout() {
    Command coupling =
        Command.run(home, "coupling picky --probes 6 --steps 1 --pairs 2").succeeded();
    assertThat(coupling.err())
        .containsPattern("warning: interference: probe \\d, .*picky.*, could not be judged");
    assertThat(coupling.out()).doesNotContain("NaN");
  }
}
