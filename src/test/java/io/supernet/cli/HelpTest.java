package io.supernet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.supernet.Text;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

  static Stream<String> namedVerbs() {
    return verbs().filter(verb -> !verb.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("namedVerbs")
  void everyVerbHasExamplesThatItUnderstands(String verb) {
    CommandLine line = Main.commandLine();
    CommandLine asked = line;
    for (String word : Splitter.on(' ').omitEmptyStrings().split(verb)) {
      asked = asked.getSubcommands().get(word);
    }
    List<String> examples =
        Arrays.stream(asked.getCommandSpec().usageMessage().footer())
            .filter(text -> text.contains("supernet "))
            .toList();
    assertThat(examples).isNotEmpty().allMatch(text -> text.contains("supernet " + verb));
    for (String example : examples) {
      if (example.startsWith("  supernet ")) {
        line.parseArgs(example.strip().substring("supernet ".length()).split(" "));
      }
    }
  }

  @Test
  void helpOfAVerbByAVerb() {
    String train = Command.run(home, "train --help").succeeded().out();
    assertThat(Command.run(home, "help train").succeeded().out()).isEqualTo(train);
    String show = Command.run(home, "spaces show --help").succeeded().out();
    assertThat(Command.run(home, "help spaces show").succeeded().out()).isEqualTo(show);
    assertThat(Command.run(home, "help").succeeded().out()).contains("Try: supernet run");
    Command unknown = Command.run(home, "help trian");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no verb 'trian'.", "supernet --help");
  }

  /** Bash itself reads the script and asks it. */
  @Test
  void completesVerbsAndOptions() throws Exception {
    Path script = home.resolve("completion");
    Files.writeString(script, Command.run(home, "completion").succeeded().out());
    String asked =
        "source %s; COMP_WORDS=(supernet %s); COMP_CWORD=%d; _complete_supernet; echo ${COMPREPLY[@]}";
    assertThat(bash(Text.of(asked, script, "re", 1))).isEqualTo("report resume retrain");
    assertThat(bash(Text.of(asked, script, "export --mo", 2))).isEqualTo("--model-version");
  }

  private static String bash(String script) throws Exception {
    Process bash = new ProcessBuilder("bash", "-c", script).redirectError(Redirect.DISCARD).start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    bash.waitFor();
    return Arrays.stream(said.strip().split("\\s+")).sorted().collect(Collectors.joining(" "));
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
