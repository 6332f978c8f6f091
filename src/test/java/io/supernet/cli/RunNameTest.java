package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may be called; a name that is refused leaves nothing behind. */
class RunNameTest {

  private static final String[] BAD = {
    "",
    "/",
    "//",
    ".",
    "./",
    "..",
    "../..",
    "a/.",
    "a/..",
    "/..",
    "-x",
    "a/-x",
    "-/x",
    "a\nb",
    "a\tb",
    "a\u0000b",
    "a\u001b[2Jb",
    "a\u2028b"
  };

  private static final String[] NEW = {
    "run --name", "train --name", "compare --strategies uniform,fair --name"
  };

  private static final String[] KNOWN = {
    "search",
    "top",
    "report",
    "retrain",
    "export",
    "resume",
    "evaluate --file f",
    "audit",
    "coupling",
    "compare",
    "latency"
  };

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("badNames")
  void isRefusedWhereverARunIsNamed(String command, String name) {
    Command.run(home, words(command, name)).failed(2, "A run cannot be called '");
    assertThat(home).isEmptyDirectory();
  }

  static Stream<String[]> badNames() {
    return Stream.concat(
        Stream.of(NEW).flatMap(c -> Stream.of(BAD).map(name -> new String[] {c, name})),
        Stream.concat(
            Stream.of(KNOWN).map(c -> new String[] {c, ".."}),
            Stream.of(BAD)
                .filter(name -> !name.startsWith("-"))
                .map(name -> new String[] {"resume", name})));
  }

  @Test
  void saysWhy() {
    Command.run(home, words("train --name", "")).failed(2, "'', as it is empty");
    Command.run(home, words("train --name", "/")).failed(2, "'/', as it is the root folder");
    Command.run(home, words("train --name", "a/..")).failed(2, "'a/..', as it ends in '..'");
    Command.run(home, words("train --name", "-x")).failed(2, "would be taken for an option");
    Command.run(home, words("train --name", "a\nb")).failed(2, "'a\\u000ab', as it holds a line");
  }

  @ParameterizedTest
  @CsvSource({"n, 201", "ä, 101", "n, 300", "n, 70000"})
  void fitsIntoAFileSystem(String letter, int times) {
    Command.run(home, words("train --name", letter.repeat(times)))
        .failed(2, "bytes, more than the 200 that fit");
    Command.run(home, words("train --name", letter.repeat(times * 2) + "/mine"))
        .failed(2, "bytes, more than the 255 that fit");
  }

  @Test
  void isNotThatOfAFile() throws IOException {
    Path file = Files.writeString(home.resolve("ok.csv"), "1,2");
    Command.run(home, words("train --name", file.toString()))
        .failed(2, "'" + file + "', as that is a file already");
    assertThat(file).hasContent("1,2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mine", "mine/", "my run", "größe", "..mine", "a/../mine", "./mine", "/a/mine/"})
  void isAnyOtherName(String name) {
    assertThat(RunName.parse(name)).isEqualTo(Path.of(name));
  }

  private static String[] words(String command, String name) {
    return Stream.concat(Stream.of(command.split(" ")), Stream.of(name)).toArray(String[]::new);
  }
}
