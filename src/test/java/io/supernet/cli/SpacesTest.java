package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.supernet.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpacesTest {

  private static final String OWN = OwnNetwork.class.getName();

  @TempDir Path home;

  @Test
  void listsSpaces() {
    assertThat(Command.run(home, "spaces list").succeeded().out().lines())
        .anyMatch(line -> line.matches("nasbench201-small +6 +15,625 +0\\.\\d+ M"))
        .anyMatch(line -> line.matches("table-resnet +9 +343 .*"))
        .anyMatch(line -> line.matches("dense-blocks +5 +766 .*"))
        .anyMatch(line -> line.matches("darts +22 +9\\.12e18 .*"))
        .anyMatch(line -> line.contains("supernet spaces show"));
    assertThat(Command.run(home, "spaces").out()).isEqualTo(Command.run(home, "spaces list").out());
    assertThat(Command.run(home, "spaces list --json").succeeded().out())
        .contains("\"architectures\": 9119789245425254400");
  }

  /** The library takes a second to load, and as long again for its first graph. */
  @Test
  void listsSpacesWithoutNativeCode() throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "-Dorg.bytedeco.javacpp.loadlibraries=false",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "spaces");
    try (OtherJvm jvm = OtherJvm.start(home.resolve("output"), arguments)) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
    }
  }

  @Test
  void showsASpace() {
    String shown = Command.run(home, "spaces show nasbench201 --set channels=4").succeeded().out();
    assertThat(shown)
        .contains("channels: 4\n", "edge_2_3  none, skip_connect, nor_conv_1x1", "always")
        .contains(
            "6 decisions, 15,625 architectures, supernet with ", "one of 15 alike", "│ stem ├")
        .containsPattern("smallest .*\\|none~0\\|\\+\\|none~0")
        .containsPattern("largest .*\\|nor_conv_3x3~0\\|");
    assertThat(Command.run(home, "spaces show dense-blocks").succeeded().out())
        .containsPattern("activation +relu, tanh, swish +if block_0!=skip or block_1!=skip or")
        .contains("├─ block_0");
  }

  @Test
  void drawsAnArchitecture() {
    Path file = home.resolve("own.svg");
    Command shown =
        Command.run(home, "spaces show " + OWN + " --arch conv --svg " + file).succeeded();
    assertThat(shown.out()).contains("├─ conv ─▶", "this one", file.toString());
    assertThat(file).content().startsWith("<svg").contains(">conv</text>").endsWith("</svg>\n");
  }

  @Test
  void aClassNeedsNoDataToBeShown() {
    Command command =
        Command.run(home, "spaces show --json --input 8,8,3 --classes 5 " + OWN).succeeded();
    JsonObject shown = command.json();
    assertThat(shown.get("inputShape").toString()).isEqualTo("[8,8,3]");
    assertThat(shown.get("classes").getAsInt()).isEqualTo(5);
    assertThat(shown.get("architectures").getAsInt()).isEqualTo(3);
    assertThat(shown.getAsJsonObject("largest").get("architecture").getAsString())
        .isEqualTo("conv");
    assertThat(Command.run(home, "cost conv --space " + OWN).succeeded().out()).contains(" conv");
  }

  @Test
  void measuresEachSpaceInAProcessOfItsOwn() throws IOException {
    Path file = tiny("tiny", "dense_blocks { width: 2 blocks: 1 hidden: 2 }");
    String options = " --batch 2 --paths 1 --rounds 1 --quiet --markdown ";
    Command measured = Command.run(home, "spaces measure" + options + file).succeeded();
    assertThat(measured.out().lines()).hasSize(3).allMatch(line -> line.startsWith("| "));
    assertThat(measured.out().lines().skip(2))
        .allMatch(line -> line.matches("\\| tiny \\| 2 \\| 4 \\| .*"));
    assertThat(measured.err()).isEmpty();
  }

  @Test
  void measuresWithFieldsSetUntilAChildFails() throws IOException {
    Path fine = tiny("fine", "dense_blocks { width: 2 blocks: 1 hidden: 2 }");
    Path broken = tiny("broken", "custom { class_name: '" + BrokenNetwork.class.getName() + "' }");
    String options = " --batch 2 --paths 1 --rounds 1 --quiet ";
    Command measured = Command.run(home, "spaces measure" + options + fine + " " + broken);
    assertThat(measured.exit()).as(measured.err()).isEqualTo(5);
    assertThat(measured.err())
        .isEqualTo("supernet: measuring '" + broken + "' ended with exit code 5.\n");
    assertThat(measured.out().lines()).hasSize(2).anyMatch(line -> line.matches("fine +2 .*"));
    Command.run(home, "spaces measure --quiet " + fine + " " + broken + " --set blocks=2")
        .failed(2, "'blocks=2' sets no field of CustomNetwork");
    Command wider = Command.run(home, "spaces measure --set blocks=2" + options + fine);
    assertThat(wider.succeeded().out().lines()).anyMatch(line -> line.matches("fine +3 .*"));
  }

  @Test
  void aDrawingHasTheNameOfTheDefinition() throws IOException {
    Path fine = tiny("fine", "dense_blocks { width: 2 blocks: 1 hidden: 2 }");
    Path svg = home.resolve("fine.svg");
    Command.run(home, "spaces show " + fine + " --svg " + svg).succeeded();
    assertThat(svg).content().contains("fine").doesNotContain(".pbtxt");
  }

  private Path tiny(String name, String network) throws IOException {
    return Files.writeString(
        home.resolve(name + ".pbtxt"),
        "name: '" + name + "' " + network + " task { input_shape: 3 classes: 2 }");
  }

  @Test
  void mistakesAreTold() {
    Command.run(home, "spaces show dense-blocks --arch nonsense").failed(2, "'nonsense'");
    Command.run(home, "spaces show " + OWN + " --input 0,1,1").failed(2, "[0, 1, 1]");
    Command.run(home, "spaces show nasbench-macro --input 100000000,100000000,100")
        .failed(2, "[100000000, 100000000, 100] has more than 16777216 values");
    Command.run(home, "spaces measure --rounds 0").failed(2, "rounds is 0");
    Path nowhere = home.resolve("no").resolve("such.svg");
    Command.run(home, "spaces show dense-blocks --svg " + nowhere).failed(6, nowhere.toString());
  }
}
