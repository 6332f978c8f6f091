package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a run is exported, and that no run replaces what another one exported. */
class ExportPlacesTest {

  private static final String FOREIGN = "{\"run\": \"0123456789abcdef\", \"folder\": \"/far/net\"}";

  @TempDir Path home;
  private Path exported;

  @BeforeEach
  void copy() {
    exported = home.resolve("savedmodels/net/1");
  }

  @Test
  void runsOfOneNameInTwoPlacesKeepApart() throws IOException {
    for (String place : new String[] {"models", "p/one", "p/two"}) {
      TinyRun.copy(TinyRun.run(), home.resolve(place).resolve("net"));
    }
    String elsewhere = home.resolve("p/one/net").toString();
    assertThat(Command.run(home, "export " + elsewhere + "/").succeeded().out())
        .contains("SavedModel: " + home.resolve("p/one/savedmodels/net/1"));
    assertThat(exported).doesNotExist();
    Command.run(home, "export net").succeeded();
    assertThat(exported.resolve("saved_model.pb")).exists();
    assertThat(home.resolve("p/two/savedmodels")).doesNotExist();
    // A run may replace what it exported itself.
    Files.writeString(exported.resolve("old"), "");
    Command.run(home, "export net").succeeded();
    assertThat(exported.resolve("old")).doesNotExist();
  }

  @Test
  void weightsMayBeStoredInFewerBits() {
    TinyRun.copy(TinyRun.run(), home.resolve("models/net"));
    assertThat(Command.run(home, "export net --weights int8").succeeded().out())
        .containsPattern(
            "Weights in int8: accuracy [0-9.]+ % on validation examples instead of [0-9.]+ %; savedmodel [0-9,]+ bytes instead of [0-9,]+\n");
    // It is kept with the run, as all options are.
    assertThat(Command.run(home, "export net").succeeded().out()).contains("Weights in int8: ");
    assertThat(Command.run(home, "export net --weights float32").succeeded().out())
        .doesNotContain("Weights in");
  }

  @Test
  void modelsMayBeALink() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("disk/net"));
    Files.createSymbolicLink(home.resolve("models"), home.resolve("disk"));
    Command.run(home, "export net").succeeded();
    assertThat(exported.resolve("saved_model.pb")).exists();
  }

  @Test
  void whatAnotherRunMadeStays() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("models/net"));
    Files.delete(home.resolve("models/net/tested.jsonl"));
    Files.createDirectories(exported);
    Files.writeString(exported.resolve("supernet.json"), "{}");
    Command.run(home, "export net --quiet")
        .failed(4, "a model of no run that is known, not of run");
    Files.writeString(exported.resolve("run.json"), FOREIGN);
    Command.run(home, "export net --quiet")
        .failed(
            4,
            "'" + exported + "' holds a model of run 0123456789abcdef in '/far/net', not of run ",
            " in '" + home.resolve("models/net") + "'; move it away, give another --model-version");
    assertThat(exported.resolve("run.json")).hasContent(FOREIGN);
    Files.writeString(exported.resolve("run.json"), "}");
    Command.run(home, "export net --quiet").failed(4, "a model of no run that is known");
    // Before the test examples were looked at.
    assertThat(home.resolve("models/net/tested.jsonl")).doesNotExist();
  }

  @Test
  void whatNoRunMadeStays() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("models/net"));
    Files.createDirectories(exported);
    Files.writeString(exported.resolve("saved_model.pb"), "of another tool");
    Command.run(home, "export net --quiet")
        .failed(
            6, "'" + exported + "' is there and is not an export of this project; move it away");
    assertThat(exported.toFile().list()).containsExactly("saved_model.pb");
  }

  /** Whoever reads it there would go on with it, and not hear of the new one. */
  @Test
  void aModelWithoutVersionsStays() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("models/net"));
    TinyRun.copy(TinyRun.home().resolve("savedmodels/finished/1"), exported.getParent());
    Command.run(home, "export net --quiet")
        .failed(6, "'" + exported.getParent() + "' holds a model itself", "move it away");
    assertThat(exported).doesNotExist();
  }

  @Test
  void aRunGoesOnWithWhatItsExportWasAskedFor() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("models/net"));
    Path served = home.resolve("served");
    Command first =
        Command.run(home, "export net --out " + served + " --model-version 7 --format onnx");
    assertThat(first.succeeded().out()).contains("ONNX: " + served.resolve("7/model.onnx"));
    assertThat(served.resolve("7").toFile().list())
        .containsExactlyInAnyOrder("README.md", "model.onnx", "run.json", "supernet.json");
    Command.run(home, "export net --format savedmodel,onnx").succeeded();
    assertThat(served.resolve("7"))
        .isDirectoryContaining("glob:**/saved_model.pb")
        .isDirectoryContaining("glob:**/model.onnx");
    assertThat(home.resolve("savedmodels")).doesNotExist();
  }

  @Test
  void aLinkStays() throws IOException {
    TinyRun.copy(TinyRun.run(), home.resolve("models/net"));
    Path foreign = home.resolve("serving");
    TinyRun.copy(TinyRun.home().resolve("savedmodels/finished/1"), foreign);
    Files.createDirectories(exported.getParent());
    Files.createSymbolicLink(exported, foreign);
    Command.run(home, "export net --quiet").failed(6, "'" + exported + "' is a link");
    assertThat(exported).isSymbolicLink();
  }
}
