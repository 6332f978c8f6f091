package io.supernet.cli;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.supernet.plan.Division;
import io.supernet.run.Allowance;
import io.supernet.run.Manifests;
import io.supernet.run.RunLayout;
import io.supernet.run.RunOptions;
import io.supernet.run.RungResult;
import io.supernet.run.SamplingOptions;
import io.supernet.run.SearchOptions;
import io.supernet.storage.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are given a total, and divide it themselves. */
class DividedRunTest {

  private static final String RUN =
      "run --space dense-blocks --set blocks=2 --set hidden=2,4 --set width=4 --seed 5 --threads 1"
          + " --optimizer sgd --retrain-batch 64"
          + " --batch 4 --json --data csv:";

  @TempDir Path home;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    data =
        Files.write(
            home.resolve("data.csv"),
            IntStream.range(0, 120)
                .mapToObj(
                    i -> {
                      double left = random.nextDouble();
                      double right = random.nextDouble();
                      return left + "," + right + "," + (left > right);
                    })
                .toList());
  }

  @Test
  void epochsAreDividedTheSameWayEverywhere() {
    JsonObject one = run("one", "--total-epochs 240 --checkpoint-seconds 3600").succeeded().json();
    JsonObject two = run("two", "--total-epochs 240 --checkpoint-seconds 3600").succeeded().json();

    assertThat(without(two)).isEqualTo(without(one));
    RunLayout layout = new RunLayout(home.resolve("models").resolve("one"));
    Division division = Manifests.read(layout.folder()).plan().orElseThrow();
    RunOptions options = Manifests.read(layout.folder()).options();
    assertThat(division.total()).isEqualTo(240);
    assertThat(division.supernetEpochs()).isEqualTo(options.supernet().epochs()).isEqualTo(72);
    assertThat(division.epochs()).isEqualTo(options.alone().epochs()).isEqualTo(40);
    assertThat(options.search().usesSupernet()).isTrue();
    // Those who are not trained to the end have no accuracies beside those of the winners.
    List<JsonObject> candidates =
        one.getAsJsonArray("candidates").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .toList();
    assertThat(candidates).hasSize(division.shortlist());
    assertThat(candidates.stream().filter(c -> c.get("epochs").getAsInt() == 40))
        .hasSize(division.top() + 1) // Of tables, the smallest is trained to the end in any case.
        .allMatch(c -> c.getAsJsonObject("dropped").isEmpty())
        .noneMatch(c -> c.getAsJsonObject("retrained").isEmpty());
    assertThat(candidates.stream().filter(c -> c.get("epochs").getAsInt() < 40))
        .isNotEmpty()
        .allMatch(c -> c.getAsJsonObject("retrained").isEmpty())
        .noneMatch(c -> c.getAsJsonObject("dropped").isEmpty());
    assertThat(Journal.read(layout.tournament(), RungResult.class))
        .hasSizeGreaterThanOrEqualTo(division.shortlist())
        .allMatch(rung -> rung.epochs() < 40);
  }

  @Test
  void whereASupernetDoesNotPayTheTournamentIsHeldAlone() throws IOException {
    Command divided =
        run("short", "--total-epochs 24 --max-params 100 --checkpoint-seconds 0").succeeded();

    assertThat(divided.err()).contains("plan: too little for a supernet that pays");
    Path run = home.resolve("models").resolve("short");
    assertThat(Manifests.read(run).options().search().evaluator()).isEqualTo(SearchOptions.NONE);
    assertThat(run.resolve("training.jsonl")).doesNotExist();
    for (JsonElement candidate : divided.json().getAsJsonArray("candidates")) {
      JsonObject cost = candidate.getAsJsonObject().getAsJsonObject("cost");
      assertThat(cost.get("parameters").getAsLong()).isLessThanOrEqualTo(100);
    }
    // It is followed, not made again.
    assertThat(Command.run(home, "resume short").succeeded().err()).doesNotContain("plan:");
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      // Of tables, the smallest is trained to the end in any case.
      assertThat(checkpoints).hasSize(Manifests.read(run).options().top() + 1);
    }
  }

  @Test
  void aTimeIsMeasuredAndKept() {
    // With few checkpoints: each takes as long as an epoch of this network.
    JsonObject timed = run("timed", "--time 5s --rival --checkpoint-seconds 60").succeeded().json();

    Division division =
        Manifests.read(home.resolve("models").resolve("timed")).plan().orElseThrow();
    assertThat(division.total()).isBetween(0.0, 5.0);
    assertThat(division.expected()).containsKey("retrain");
    assertThat(timed.get("savedModel").getAsString()).isNotEmpty();
    JsonObject rival = timed.getAsJsonObject("rival");
    assertThat(rival.get("trained").getAsInt()).isPositive();
    assertThat(rival.getAsJsonObject("test").get("accuracy").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(Command.run(home, "resume timed").succeeded().out())
        .contains("Rival, the best of " + rival.get("trained").getAsInt() + " random networks");
  }

  @Test
  void tooLittleIsRefusedWithTheLeast() throws IOException {
    run("least", "--total-epochs 1").failed(2, "1 epochs are too few", "at least 3 epochs");
    assertThat(home.resolve("models").resolve("least")).doesNotExist();
    // But for what was there before.
    Path notes = home.resolve("models").resolve("noted").resolve("notes.txt");
    Files.createDirectories(notes.getParent());
    Files.writeString(notes, "mine");
    run("noted", "--total-epochs 1").failed(2, "1 epochs are too few");
    assertThat(notes).hasContent("mine");
  }

  /** The largest are not what has the least of something, and a front has no best. */
  @Test
  void whatCannotBeDividedIsRefused() {
    run("least", "--total-epochs 24 --objectives macs")
        .failed(2, "24 epochs are too few for a supernet", "the best by macs");
    run("none", "--total-epochs 24 --from inherited")
        .failed(2, "24 epochs are too few for a supernet", "'--from inherited'");
    RunOptions limited = RunOptions.DEFAULT.withAllowance(Allowance.ofEpochs(90));
    assertRefused(
        () -> limited.withSearch(limited.search().withObjectives(List.of("accuracy", "macs"))),
        "accuracy, macs",
        "Leave out the limit");
    assertRefused(
        () -> limited.withSampling(new SamplingOptions(SamplingOptions.ENAS, 1, false)),
        "sampler 'enas', which learns between epochs");
  }

  private Command run(String name, String limit) {
    return Command.run(home, RUN + data + " --name " + name + " " + limit);
  }

  /** But for times and places. */
  private static JsonObject without(JsonObject result) {
    JsonObject copy = result.deepCopy();
    List.of("seconds", "savedModel").forEach(copy::remove);
    return copy;
  }
}
