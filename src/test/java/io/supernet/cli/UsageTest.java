package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes on the command line: exit code 2, what is wrong, what to do, and nothing is begun. */
class UsageTest {

  @TempDir Path home;

  @AfterEach
  void nothingIsBegun() {
    assertThat(home.resolve("models")).doesNotExist();
  }

  @Test
  void suggestsAVerb() {
    assertRefused("trian", "supernet: Unmatched argument", "supernet train", "supernet --help");
  }

  @Test
  void helpForAVerbThatThereIsNot() {
    assertRefused("trian --help", "supernet: Unmatched argument", "'trian'", "supernet train");
    assertRefused("spaces shwo --help", "'shwo'", "spaces show");
  }

  @Test
  void argumentsCanStandInAFile() throws IOException {
    Path file = Files.writeString(home.resolve("words"), "# a comment\n--epochs \"0\"\n");
    Command.run(home, "run @" + file).failed(2, "number of epochs is 0");
    assertRefused("run @" + home.resolve("none"), "none' is not a readable argument file", "'@@");
    assertRefused("run @" + home, "is not a readable argument file");
    assertRefused("run @a\0b", "is not a readable argument file");
    assertRefused("run @@mine", "Unmatched argument at index 1: '@mine'");
  }

  @Test
  void aNameThatNoFileCanHave() {
    assertRefused("train --data csv:a\0b", "supernet: 'a\\u0000b' cannot be the name of a file");
    assertRefused("report --out a\0b some", "'a\\u0000b' cannot be the name of a file");
  }

  @Test
  void aNameThatTheLocaleDoesNotKnow() {
    String unknown = "Malformed input or input contains unmappable characters";
    assertThat(SupernetException.of(new InvalidPathException("schön", unknown)))
        .hasMessage(
            "'schön' cannot be the name of a file in this locale; set LC_ALL=C.UTF-8, or another locale of UTF-8, in the environment.");
  }

  @Test
  void waysOfSearchingAreNotRankedByATable() throws IOException {
    Path race = Files.createDirectories(home.resolve("race"));
    Files.writeString(race.resolve("methods.json"), "{}");
    assertRefused("compare " + race + " --table t.csv --column acc", "leave out --table");
    assertRefused("compare --methods random,halving --table t.csv", "leave out --table");
  }

  @Test
  void suggestsAnOption() {
    assertRefused(
        "run --bugdet 5", "supernet: Unknown option", "--budget", "See 'supernet run --help'");
  }

  @Test
  void wantsNumbers() {
    assertRefused("train --epochs many", "supernet: Invalid value for option '--epochs': 'many'");
  }

  @Test
  void knowsItsOptimizersAndSchedules() {
    assertRefused("train --optimizer lamb", "'--optimizer': expected one of [SGD, ADAM, ADAMW]");
    assertRefused("train --batch-norm foo", "'--batch-norm': expected one of [BATCH, CALIBRATED]");
    assertRefused(
        "train --schedule step", "'--schedule': expected one of [COSINE, COSINE_FLOOR, CONSTANT]");
  }

  @Test
  void cutsNothingOutOfTables() throws IOException {
    Path table = Files.writeString(home.resolve("table.csv"), "1,2,a\n3,4,b\n".repeat(30));
    Command.run(home, "run --space dense-blocks --cutout 4 --data csv:" + table)
        .failed(2, "cutout of 4 pixels wants images", "[2]");
  }

  @Test
  void wantsWhatFitsIntoTheMachine() throws IOException {
    Path table = Files.writeString(home.resolve("table.csv"), "1,2,a\n3,4,b\n".repeat(30));
    Command.run(
            home,
            "run --optimizer sgd --space dense-blocks --set width=65536 --set hidden=65536 --set blocks=100 --data csv:"
                + table)
        .failed(2, "takes at least 687", "GB of memory", "fewer or narrower candidates");
    assertRefused("train --sampler uniform --paths 1000000", "give at most 1000 paths");
  }

  @Test
  void wantsARun() {
    assertRefused("audit", "supernet: Missing required parameter: 'RUN'");
  }

  @Test
  void wantsAFile() {
    assertRefused("evaluate some", "supernet: Missing required option: '--file=ARCHS'");
  }

  @Test
  void knowsItsSpaces() {
    Command.run(home, "run --space nasbench202").failed(2, "'nasbench202'", "nasbench201-small");
    Command.run(home, "spaces show nasbench202").failed(2, "'nasbench202'");
    Command.run(home, "run --space no.such.Network").failed(2, "'no.such.Network'", "classpath");
    Command.run(home, "run --space no-such.pbtxt").failed(2, "'no-such.pbtxt'");
    Command.run(home, "run --set chanels=4").failed(2, "chanels");
  }

  @Test
  void checksValues() {
    Command.run(home, "run --epochs 0").failed(2, "number of epochs is 0");
    Command.run(home, "run --learning-rate -1").failed(2, "learning rate is -1");
    Command.run(home, "run --budget 0").failed(2, "budget is 0");
    Command.run(home, "run --top 0").failed(2, "not 0");
    Command.run(home, "run --strategy luck").failed(2, "'luck'", "evolution, random");
    Command.run(home, "run --data mnist").failed(2, "'mnist'", "idx:DIR");
    Command.run(home, "run --threads -1").failed(2, "threads is -1");
    Command.run(home, "run --cutout -1").failed(2, "side of the cutout is -1");
  }

  @Test
  void costWantsArchitecturesOfItsSpace() throws IOException {
    Command.run(home, "cost").failed(2, "--file");
    Command.run(home, "cost nonsense").failed(2, "'nonsense'", "nasbench201-small");
    Command.run(home, "cost --file no-such-file").failed(2, "File no-such-file does not exist");
    Path file = Files.writeString(home.resolve("archs"), "# a comment\n\n");
    Command.run(home, "cost --file " + file).failed(2, "lists no architecture");
    Files.writeString(file, "\uFEFF|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|\n");
    Command.run(home, "cost --file " + file).succeeded();
  }

  /** Picocli's words: a message, suggestions, where to read more. */
  private void assertRefused(String words, String... parts) {
    Command command = Command.run(home, words);
    assertThat(command.exit()).isEqualTo(2);
    assertThat(command.err()).contains(parts).doesNotContain("\tat ");
    assertThat(command.err().lines()).hasSizeLessThan(4);
    assertThat(command.out()).isEmpty();
  }
}
