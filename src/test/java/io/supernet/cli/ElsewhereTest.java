package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.supernet.Text;
import io.supernet.TinyRun;
import io.supernet.work.FolderWorker;
import io.supernet.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose trainings and evaluations other processes do. */
class ElsewhereTest {

  @TempDir Path home;
  private Path there;

  @Test
  void whatOtherProcessesFindIsTheSame() throws IOException {
    SmallestRun.make(home);
    String words =
        Text.of(
            "run --space dense-blocks --data csv:%s --supernets 2 --epochs 2 --strategy evolution --budget 6 --retrain-epochs 3 --top 2 --until retrain --threads 1 --quiet --json --name ",
            home.resolve("table.csv"));
    Command alone = Command.run(home, words + "alone").succeeded();
    Command others = Command.run(home, words + "others --on processes:2").succeeded();
    assertThat(others.candidates()).isEqualTo(alone.candidates());
    Path models = home.resolve("models");
    for (String journal : List.of("evaluations.jsonl", "retrained.jsonl", "tournament.jsonl")) {
      assertThat(lines(models.resolve("others"), journal))
          .isNotEmpty()
          .isEqualTo(lines(models.resolve("alone"), journal));
    }
  }

  @Test
  void soIsWhatWorkersOnTheFolderFind() throws Exception {
    Path here = SmallestRun.make(home);
    there = here.resolveSibling("there");
    TinyRun.copy(here, there);
    Thread first = worker("first");
    Thread second = worker("second");
    String audit =
        "audit %s --sample 3 --pool 3 --seeds 2 --epochs 2 --top 2 --no-both-policies --workers 1 --quiet --json";
    same(audit, "folder");
    first.interrupt();
    second.interrupt();
    first.join();
    second.join();
    assertThat(there.resolve("audit/truth.csv"))
        .content()
        .isEqualTo(Files.readString(here.resolve("audit/truth.csv")));
    Path workers = there.resolve("work/workers");
    assertThat(Files.readString(workers.resolve("first.jsonl"))).contains("training-");
    assertThat(Files.readString(workers.resolve("second.jsonl"))).contains("training-");
  }

  @Test
  void runsOfAComparisonGoOnSideBySide() throws IOException {
    SmallestRun.make(home);
    String words =
        Text.of(
            "compare --strategies uniform --seeds 2 --space dense-blocks --data csv:%s --epochs 1 --budget 4 --retrain-epochs 1 --threads 1 --quiet --json --name ",
            home.resolve("table.csv"));
    JsonObject alone = Command.run(home, words + "a").succeeded().json();
    JsonObject other = Command.run(home, words + "b --on processes:2").succeeded().json();
    assertThat(other.keySet()).isEqualTo(alone.keySet());
    assertThat(other.getAsJsonArray("rows").get(0).getAsJsonObject().get("found"))
        .isEqualTo(alone.getAsJsonArray("rows").get(0).getAsJsonObject().get("found"));
  }

  private void same(String words, String place) {
    JsonObject first = Command.run(home, words.replace("%s", "tiny")).succeeded().json();
    JsonObject second =
        Command.run(home, words.replace("%s", "there") + " --on " + place).succeeded().json();
    for (String timed : List.of("seconds", "run", "drawing")) {
      first.remove(timed);
      second.remove(timed);
    }
    assertThat(second).isEqualTo(first);
  }

  private Thread worker(String name) {
    var options = new FolderWorker.Options(name, 1, Duration.ofMinutes(2), Duration.ofMinutes(2));
    FolderWorker worker =
        new FolderWorker(
            new WorkFolder(there.resolve("work")), Places.command(there, 2), options, note -> {});
    Thread thread = new Thread(worker::run);
    thread.start();
    return thread;
  }

  private static List<String> lines(Path run, String journal) throws IOException {
    return Files.readAllLines(run.resolve(journal)).stream()
        .map(line -> line.substring(line.indexOf('{')))
        .sorted()
        .toList();
  }
}
