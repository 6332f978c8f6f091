package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.evaluate.Evaluation;
import io.supernet.run.Manifests;
import io.supernet.run.PriorSample;
import io.supernet.run.Run;
import io.supernet.run.RunLayout;
import io.supernet.run.SearchOptions;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be wrong with a run: folder 4, numbers 5, disk 6. */
class RunsTest extends CopiedRun {

  private static final String TINY =
      " --set channels=2 --set cells_per_stage=1 --threads 1 --data idx:"
          + TinyRun.home().resolve("data");

  @Test
  void missing() {
    for (String verb : new String[] {"resume", "search", "retrain", "export"}) {
      Command.run(home, verb + " nowhere").failed(4, "no run folder", "nowhere");
    }
    Command.run(home, "evaluate nowhere --file x").failed(4, "nowhere");
  }

  @Test
  void beganAlready() {
    Command.run(home, "run --name copy" + TINY).failed(4, "already holds a run", "another name");
  }

  /** Else its weights and scores would be those of the new run. */
  @Test
  void beganAlreadyWhateverBecameOfItsLock() throws IOException {
    Files.delete(run.resolve("run.lock"));
    Command.run(home, "run --name copy" + TINY).failed(4, "already holds a run", "another name");
    Files.delete(run.resolve("manifest.json"));
    Command.run(home, "run --name copy" + TINY).failed(4, "already holds a run", "another name");
  }

  /** On several threads the supernet that is trained again is another one. */
  @Test
  void scoresOfLostWeightsAreMadeAgain() {
    Manifests.change(run, old -> old.withThreads(2));
    Path journal = run.resolve("evaluations.jsonl");
    int scores = Journal.read(journal, Evaluation.class).size();
    RunLayout layout = new RunLayout(run);
    PriorSample lost =
        PriorSample.of(SearchOptions.SUPERNET, Map.of("accuracy", new double[] {0.5}));
    lost.write(layout);
    AtomicFiles.deleteRecursively(run.resolve("checkpoints").resolve("supernet"));
    Command again = Command.run(home, "search copy --budget 3 --no-baseline").succeeded();
    assertThat(again.err()).contains("warning: " + scores + " scores are of weights that are lost");
    assertThat(Journal.read(run.resolve("lost-1-evaluations.jsonl"), Evaluation.class))
        .hasSize(scores);
    assertThat(Journal.read(journal, Evaluation.class)).hasSize(3);
    assertThat(run.resolve("lost-1-searches.jsonl"))
        .hasSameTextualContentAs(TinyRun.run().resolve("searches.jsonl"));
    assertThat(PriorSample.read(layout)).isEmpty();
    assertThat(run.resolve("lost-1-prior.json")).exists();
  }

  @Test
  void inUse() {
    try (Run open = Run.builder(run).open()) {
      assertThat(open.name()).isEqualTo("copy");
      Command.run(home, "resume copy").failed(4, "Another run is using folder");
      Command.run(home, "search copy --budget 9").failed(4, "Another run is using folder");
    }
  }

  @Test
  void ofAnotherDefinition() throws IOException {
    Path definition = run.resolve("definition.pbtxt");
    Files.writeString(
        definition, Files.readString(definition).replace("channels: 2", "channels: 3"));
    Command.run(home, "resume copy").failed(4, "definition.pbtxt", "begin a new run");
  }

  @Test
  void ofADefinitionWithTheSameWeightsButAnotherText() throws IOException {
    Path definition = run.resolve("definition.pbtxt");
    Files.writeString(
        definition, Files.readString(definition).replaceFirst("name: \"[^\"]*\"", "name: \"x\""));
    Command.run(home, "resume copy").failed(4, "definition.pbtxt", "begin a new run");
  }

  @Test
  void damaged() throws IOException {
    Path manifest = run.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, "{\"created\": \"tod");
    Command.run(home, "resume copy").failed(4, "manifest.json", "is damaged");
    // One more epoch would leave old scores beside new weights.
    assertThat(text).contains("\"epochs\": 2");
    Files.writeString(manifest, text.replaceFirst("\"epochs\": 2", "\"epochs\": 3"));
    for (String verb : List.of("resume", "search", "top", "report")) {
      Command.run(home, verb + " copy")
          .failed(4, "manifest.json", "was changed after Supernet wrote it");
    }
    Files.writeString(manifest, text.replace("supernet run 3", "supernet run 2"));
    Command.run(home, "resume copy").failed(4, "manifest.json", "of a former version of Supernet");
    Files.writeString(manifest, text.replace("supernet run 3", "supernet run 4"));
    Command.run(home, "resume copy").failed(4, "manifest.json", "of a newer version of Supernet");
    Files.delete(manifest);
    Command.run(home, "resume copy").failed(4, "manifest.json", "is missing");
  }

  @Test
  void diverged() {
    Command.run(home, "train --name hot --learning-rate 9e5 --clip-norm 0 --warmup-epochs 0" + TINY)
        .failed(
            5,
            "Training diverged",
            "at step",
            "step-000000000",
            "begin a new run (or comparison) with a '--learning-rate' below");
  }

  @Test
  void wherePlacesCannotBeWritten() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    Command.run(home, "train --name " + file.resolve("sub").resolve("run") + TINY)
        .failed(6, "Cannot write", "choose another folder");
  }
}
