package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.run.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code supernet coupling}, of the smallest run. */
class CouplingTest extends CopiedRun {

  private static final String FEW = "coupling copy --probes 2 --steps 2 --pairs 2 ";

  @Test
  void measuresAndLeavesTheSupernetAsItIs() throws IOException {
    Map<String, ByteBuffer> before = checkpoints();
    String truth = "--table " + table() + " --metric acc --sample 10 --epochs 1";
    Command first = Command.run(home, FEW + truth).succeeded();
    assertThat(checkpoints()).isEqualTo(before).isNotEmpty();
    assertThat(first.out())
        .startsWith("# Coupling through shared weights: nasbench201-small")
        .contains("- 2 steps of one other path", "| itself |", "trained on it alone, 1 epochs")
        .contains(run.resolve("coupling.svg").toString());
    assertThat(first.out()).startsWith(Files.readString(run.resolve("coupling.md")));
    assertThat(run.resolve("coupling.svg")).content().startsWith("<svg").endsWith("</svg>\n");

    JsonObject found = json(Files.readString(run.resolve("coupling.json")));
    assertThat(found.remove("format").getAsString()).isEqualTo("supernet coupling 3");
    assertThat(found.remove("sha256")).isNotNull();
    interference(found.getAsJsonArray("interference"));
    gradients(found.getAsJsonArray("gradients"));
    JsonObject nested = found.getAsJsonObject("subSpaces");
    assertThat(nested.get("truth").getAsString()).isEqualTo("acc of 'truth.csv'");
    JsonArray parts = nested.getAsJsonArray("parts");
    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(parts.get(0).getAsJsonObject().get("size").getAsString()).isEqualTo("15625");
    assertThat(parts.get(0).getAsJsonObject().get("compared").getAsInt()).isEqualTo(10);
    assertThat(parts.get(1).getAsJsonObject().get("size").getAsString()).isEqualTo("3125");
    assertThat(parts.get(0).getAsJsonObject().getAsJsonObject("ownTau").get("value")).isNotNull();
    assertThat(run.resolve("coupling")).isDirectory();

    // Again: the same figures, and what was trained is not trained again.
    Command again = Command.run(home, FEW + truth + " --json").succeeded();
    found.addProperty("schema", 1);
    assertThat(again.json()).isEqualTo(found);
    assertThat(first.err()).contains("train with 1 fixed");
    assertThat(again.err()).doesNotContain("train with");
    assertThat(checkpoints()).isEqualTo(before);
  }

  private static void interference(JsonArray trials) {
    assertThat(trials).hasSize(8);
    for (JsonElement trial : trials) {
      JsonObject loss = trial.getAsJsonObject().getAsJsonObject("lossChange");
      assertThat(loss.get("mean").getAsDouble()).isNotZero();
    }
    JsonObject itself = trials.get(7).getAsJsonObject();
    assertThat(itself.get("paths").getAsString()).isEqualTo("itself");
    assertThat(values(itself, "lossChange")).hasSize(2);
  }

  /** Two paths that share no decision share no weight inside a candidate. */
  private static void gradients(JsonArray rows) {
    assertThat(rows).hasSize(6);
    JsonObject none = rows.get(0).getAsJsonObject();
    assertThat(values(none, "all")).hasSize(2);
    assertThat(values(none, "inCandidates")).isEmpty();
    int inside = 0;
    for (JsonElement row : rows) {
      for (JsonElement cosine : values(row, "all")) {
        assertThat(cosine.getAsDouble()).isBetween(-1.0, 1.0);
      }
      inside += values(row, "inCandidates").size();
    }
    assertThat(inside).isPositive();
  }

  private static JsonArray values(JsonElement row, String spread) {
    return row.getAsJsonObject().getAsJsonObject(spread).getAsJsonArray("values");
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    Command.run(home, "coupling copy --metric acc").failed(2, "--table and --metric together");
    Command.run(home, "coupling copy --epochs 3").failed(2, "--sample and --epochs");
    Command.run(home, "coupling copy --probes 1").failed(2, "number of probes is 1");
    Command.run(home, "coupling nothing").failed(4, "no run folder");
    String few = FEW + "--table " + table() + " --metric acc --sample 10 --epochs 0";
    Command.run(home, few).failed(2, "number of epochs is 0");
    Path small = Files.writeString(home.resolve("small.csv"), firstLines(3));
    Command.run(home, FEW + "--table " + small + " --metric acc")
        .failed(2, "small.csv", "has 2 architectures");
    assertThat(run.resolve("coupling.json")).doesNotExist();
  }

  private String firstLines(int count) throws IOException {
    return String.join("\n", Files.readAllLines(home.resolve("truth.csv")).subList(0, count));
  }

  /** Invented accuracies of random architectures. */
  private Path table() throws IOException {
    StringBuilder csv = new StringBuilder("architecture,acc\n");
    SplittableRandom random = new SplittableRandom(5);
    try (Run opened = Run.builder(run).open()) {
      for (int i = 0; i < 60; i++) {
        csv.append(opened.definition().format(opened.definition().space().sample(random)));
        csv.append(',').append(50 + i / 2.0).append('\n');
      }
    }
    return Files.writeString(home.resolve("truth.csv"), csv.toString());
  }

  /** What the checkpoints of the supernet hold. */
  private Map<String, ByteBuffer> checkpoints() throws IOException {
    Map<String, ByteBuffer> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(run.resolve("checkpoints"))) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
