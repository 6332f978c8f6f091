package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.OtherJvm;
import io.supernet.TinyRun;
import io.supernet.storage.Journal;
import io.supernet.study.audit.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Audits of the smallest run, by training and by a table. */
class AuditTest extends CopiedRun {

  private static final String SMALL =
      "audit copy --sample 4 --pool 10 --seeds 2 --epochs 1 --workers 2 --top 2";

  private static final String TRAIN =
      "train --threads 1 --epochs 1 --set channels=2 --set cells_per_stage=1 --data idx:"
          + TinyRun.home().resolve("data")
          + " ";

  /** Three are fine-tuned; from scratch they are trained for a quarter of the epochs as well. */
  private static final int STARTS = 6;

  @Test
  void trainsComparesAndAdvises() throws IOException {
    Command first = Command.run(home, SMALL).succeeded();
    assertThat(first.err())
        .containsPattern("audit: 8 trainings of [0-9]+ steps, about [0-9]+ s on 2 threads");
    assertThat(first.out())
        .contains("Over 4 architectures (trained alone: 2 seeds of 1 epoch each", "; ceiling ")
        .contains(
            "| supernet, batch statistics |",
            "| parameters |",
            "| live-macs |",
            "| prior accuracy × live-macs |",
            "| random | 0 |",
            "audit.json");
    assertThat(run.resolve("audit.md")).content().isEqualTo(markdown(first.out()));
    // A quarter of one epoch is one: from scratch they are trained already.
    assertThat(trained()).hasSize(8 + STARTS / 2).extracting(Trained::seed).contains(1, 2);
    assertThat(first.out())
        .containsPattern("- Weights: .* \\(mean accuracy of 3: inherited [0-9.]+ %");
    assertThat(run.resolve("audit").resolve("checkpoints")).isEmptyDirectory();
    JsonObject audit = json(Files.readString(run.resolve("audit.json")));
    assertThat(audit.remove("format").getAsString()).isEqualTo("supernet audit 1");
    assertThat(audit.remove("sha256")).isNotNull();
    assertThat(audit.getAsJsonArray("predictors")).hasSize(9);

    String before = Files.readString(truth());
    Command again = Command.run(home, SMALL + " --json").succeeded();
    assertThat(again.err()).doesNotContain("train alone").doesNotContain("trainings of");
    audit.addProperty("schema", 1);
    assertThat(again.json()).isEqualTo(audit);
    assertThat(truth()).hasContent(before);

    Command more = Command.run(home, SMALL.replace("--seeds 2", "--seeds 3")).succeeded();
    assertThat(more.err()).contains("audit: 4 trainings of ");
    assertThat(truth()).content().startsWith(before);
  }

  /** Hours of training would be lost for it. */
  @Test
  void asksTheScorersBeforeItTrains() {
    Command.run(home, SMALL + " --scorers latency").failed(4, "has no latency table yet");
    assertThat(run.resolve("audit").resolve("truth.jsonl")).doesNotExist();
  }

  /** The file that an audit leaves is a table: with its seeds as metrics it says the same. */
  @Test
  void whatItLeavesIsATable() throws IOException {
    JsonObject audit = json(Command.run(home, SMALL + " --json").succeeded().out());
    Path table = Files.copy(run.resolve("audit").resolve("truth.csv"), home.resolve("truth.csv"));
    assertThat(table)
        .content()
        .startsWith(
            "architecture,seed1,seed2,mean,macs,parameters,live-macs,live-parameters,depth,prior accuracy × live-macs,supernet,supernet_batch,supernet_calibrated,supernets_mean\n");
    Command command =
        Command.run(home, "audit copy --json --top 2 --metric seed1,seed2 --table " + table)
            .succeeded();
    JsonObject byTable = json(command.out());
    for (String figure : List.of("predictors", "ceiling", "noise", "trueBest", "regrets")) {
      assertThat(byTable.get(figure)).as(figure).isEqualTo(audit.get(figure));
    }
    JsonObject some =
        json(
            Command.run(
                    home,
                    "audit copy --sample 3 --json --prior live-macs --metric mean --table " + table)
                .succeeded()
                .out());
    assertThat(some.get("architectures").getAsInt()).isEqualTo(3);
    assertThat(some.has("noise")).isFalse();
    assertThat(some.getAsJsonArray("predictors"))
        .extracting(each -> each.getAsJsonObject().get("name").getAsString())
        .contains("live-macs", "prior live-macs");
    assertThat(words(some)).anyMatch(w -> w.contains("ceiling unknown"));
  }

  /** Averaged with a copy of itself it says what it says alone, with another one not. */
  @Test
  void averagesSupernets() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("models").resolve("same"));
    Command.run(home, TRAIN + "--seed 9 --name other").succeeded();
    Command.run(home, TRAIN + "--set channels=3 --name wider").succeeded();
    Path table = home.resolve("t.csv");
    Files.writeString(
        table,
        """
        arch,acc
        |skip_connect~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|,10
        |nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|,20
        |nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|,30
        |avg_pool_3x3~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|,40
        """);
    String audit = "audit copy --no-both-policies --metric acc --table " + table + " --with ";
    Command same = Command.run(home, audit + "same").succeeded();
    assertThat(same.out()).contains("- The mean of several supernets has tau ");
    double[] alone = column("supernet");
    assertThat(column("supernets_mean")).containsExactly(alone, within(1e-12));
    Command.run(home, audit + "other").succeeded();
    double[] mean = column("supernets_mean");
    Command.run(home, audit.replace("copy", "other") + "copy").succeeded();
    run = home.resolve("models").resolve("other");
    double[] others = column("supernet");
    assertThat(others).isNotEqualTo(alone);
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo((alone[i] + others[i]) / 2, within(1e-12));
    }
    Command.run(home, audit + "wider").failed(2, "'wider' has another definition than 'copy'");
    Command.run(home, audit + "nowhere").failed(4, "no run folder");
    Command.run(home, audit + "copy").failed(2, "'copy' is in the mean already");
  }

  private double[] column(String name) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("audit").resolve("table.csv"));
    int index = List.of(lines.get(0).split(",", -1)).indexOf(name);
    return lines.stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[index]))
        .toArray();
  }

  @Test
  void leavesOutRowsThatAreNotConnected() throws IOException {
    Path table = home.resolve("t.csv");
    StringBuilder csv = new StringBuilder("arch,acc\n");
    String[] last = {"none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3"};
    for (int i = 0; i < last.length; i++) {
      csv.append("|none~0|+|none~0|none~1|+|%s~0|none~1|none~2|,%d\n".formatted(last[i], 10 * i));
    }
    Files.writeString(table, csv);
    Command audit =
        Command.run(home, "audit copy --no-both-policies --metric acc --table " + table)
            .succeeded();
    assertThat(audit.err()).contains("audit: 1 row left out");
    assertThat(audit.out()).doesNotContain("calibrated");
    assertThat(run.resolve("audit").resolve("table.csv")).content().contains(",\n");
    assertThat(audit.out()).contains("Over 3 architectures (acc of 't.csv')");
  }

  @Test
  void killedItGoesOnAsIfItHadNotBeen() throws IOException, InterruptedException {
    Path other = home.resolve("models").resolve("whole");
    TinyRun.copy(TinyRun.run(), other);
    String longer = SMALL.replace("--sample 4", "--sample 3").replace("--epochs 1", "--epochs 6");
    try (OtherJvm jvm = start(longer, "killed.txt")) {
      jvm.until(() -> trained().size() > 1);
      jvm.kill();
    }
    List<Trained> before = trained();
    assertThat(before).hasSizeBetween(2, 5);
    try (OtherJvm jvm = start(longer, "stopped.txt")) {
      jvm.until(() -> trained().size() > before.size());
      jvm.terminate();
      assertThat(jvm.exit()).as(jvm.output()).isEqualTo(128 + 15);
      assertThat(jvm.output())
          .contains("interrupted. Run the same command to continue; finished trainings are kept.")
          .doesNotContain("\tat ");
    }
    List<Trained> stopped = trained();
    assertThat(stopped).hasSizeLessThan(6).startsWith(before.toArray(Trained[]::new));
    JsonObject resumed = json(Command.run(home, longer + " --json").succeeded().out());
    assertThat(trained()).startsWith(stopped.toArray(Trained[]::new)).hasSize(6 + STARTS);
    JsonObject whole =
        json(Command.run(home, longer.replace("copy", "whole") + " --json").succeeded().out());
    assertThat(resumed).isEqualTo(whole);
  }

  @Test
  void refusesWhatMakesNoAudit() throws IOException {
    Command.run(home, "audit nowhere").failed(4, "no run folder");
    Command.run(home, "audit copy --sample 2").failed(2, "sample of the audit is 2; give 3");
    Command.run(home, "audit copy --seeds 0").failed(2, "seeds of the audit is 0");
    Command.run(home, "audit copy --epochs 0").failed(2, "epochs of the audit is 0");
    Command.run(home, "audit copy --pool 5").failed(2, "pool of the audit is 5");
    Command.run(home, "audit copy --workers 0").failed(2, "workers of the audit is 0");
    Command.run(home, "audit copy --top 21").failed(2, "top of the audit is 21; give 1 to 20");
    Command.run(home, "audit copy --metric x").failed(2, "--table and --metric together");
    Path table = home.resolve("t.csv");
    Command.run(home, "audit copy --metric acc --seeds 2 --table " + table)
        .failed(2, "nothing is trained");
    Command.run(home, "audit copy --metric acc --table " + table)
        .failed(3, "does not exist", "t.csv");
    Files.writeString(table, "arch,acc\n|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|,9");
    Command.run(home, "audit copy --metric acc --table " + table)
        .failed(2, "compares 3 or more", "1 in table");
    Command.run(home, "audit copy --metric test --table " + table)
        .failed(2, "no column 'test'; it has acc");
    Files.createDirectories(truth().getParent());
    Files.writeString(truth(), "what\nis\nthis\n");
    Command.run(home, SMALL + " --quiet").failed(4, "Line 1 of", "truth.jsonl", "is damaged");
  }

  private OtherJvm start(String words, String output) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Dsupernet.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.supernet.cli.Main"));
    arguments.addAll(List.of(words.split(" ")));
    return OtherJvm.start(home.resolve(output), arguments);
  }

  private List<Trained> trained() {
    return Journal.read(truth(), Trained.class);
  }

  private static String markdown(String out) {
    return out.substring(0, out.indexOf("\nAll figures: "));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Stream<String> words(JsonObject audit) {
    List<String> words = new ArrayList<>();
    for (JsonElement word : audit.getAsJsonArray("words")) {
      words.add(word.getAsString());
    }
    return words.stream();
  }

  private Path truth() {
    return run.resolve("audit").resolve("truth.jsonl");
  }
}
