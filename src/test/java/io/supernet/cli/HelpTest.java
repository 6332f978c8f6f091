package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

  @TempDir Path home;

  /** All there are, with those within others. */
  static Stream<String> verbs() {
    return verbs(new CommandLine(Main.class));
  }

  private static Stream<String> verbs(CommandLine line) {
    String words = line.getCommandSpec().qualifiedName().substring("supernet".length()).strip();
    Stream<String> inner =
        line.getSubcommands().values().stream().distinct().flatMap(HelpTest::verbs);
    return Stream.concat(Stream.of(words), inner);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelpAndVersion(String verb) {
    Command help = Command.run(home, (verb + " --help").strip()).succeeded();
    assertThat(help.out()).startsWith("Usage: supernet" + (verb.isEmpty() ? "" : " " + verb));
    assertThat(help.out()).doesNotContain("${").doesNotContain("=<");
    assertThat(help.out().lines().limit(3)).anyMatch(line -> !line.startsWith("Usage"));
    assertThat(help.err()).isEmpty();
    Command version = Command.run(home, (verb + " --version").strip()).succeeded();
    assertThat(version.out()).matches("supernet (\\d+\\.\\d+\\.\\d+.*|development)\\R");
  }

  @Test
  void nothingIsHelpToo() {
    assertThat(Command.run(home, "").succeeded().out())
        .contains("Try: supernet run", "Exit codes: 0 done");
  }

  @Test
  void thePageOfFilesHasTheSameExitCodes() throws IOException {
    String help = Command.run(home, "--help").succeeded().out().replaceAll("\\s+", " ");
    String codes =
        help.substring(help.indexOf("Exit codes: ") + 12, help.indexOf(". The last two"));
    String page = Files.readString(Path.of("src/site/markdown/files.md"));
    assertThat(Splitter.on("; ").split(codes))
        .hasSize(9)
        .allSatisfy(code -> assertThat(page).contains("\n| " + code.replaceFirst(" ", " | ")));
  }

  @Test
  void helpNamesTheDefaults() {
    String help = Command.run(home, "run --help").succeeded().out().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("--epochs=N Epochs of supernet training. Default: 40.")
        .contains("--budget=N How many architectures to evaluate. Default: 150.")
        .contains(
            "--top=N How many of the tournament's best to train alone to the end. Default: 3.");
  }
}
