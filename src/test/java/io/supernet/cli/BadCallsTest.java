package io.supernet.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.spaces.Definitions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every call here is refused with its exit code and in few words, and nothing is begun. */
class BadCallsTest {

  private static final String TASK = " task { input_shape: 2 classes: 2 }";

  private static final Map<String, String> FILES =
      ImmutableMap.<String, String>builder()
          .put("table.csv", "1,2,a\n3,4,b\n".repeat(30))
          .put("empty.csv", "")
          .put("ragged.csv", "1,2,a\n3,b\n")
          .put("words.csv", "1,2,a\n3,two,b\n")
          .put("unlabeled.csv", "1,2,a\n3,4,\n")
          .put("truth.csv", "architecture,acc\nskip/skip/-,0.5\n")
          .put("fitting.csv", "architecture,acc\nskip/skip/skip/skip/-,0.5\n")
          .put("untrue.csv", "architecture,acc\nskip/skip/-,high\n")
          .put("comments", "# none\n\n")
          .put("archs", "# one is wrong\nnonsense\n")
          .put("open.pbtxt", "name: 'a' dense_blocks {")
          .put("nameless.pbtxt", "dense_blocks { width: 2 }")
          .put("none-in-it.pbtxt", "name: 'a'")
          .put("two.pbtxt", "name: 'a' dense_blocks { width: 2 } dense_blocks { width: 3 }")
          .put("unknown.pbtxt", "name: 'a' color: 'red' dense_blocks { width: 2 }")
          .put("negative.pbtxt", "name: 'a' dense_blocks { width: -2 blocks: 1 hidden: 2 }" + TASK)
          .put("long.pbtxt", "name: '" + "n".repeat(300) + "' dense_blocks { width: 2 }")
          .put("path.pbtxt", "name: '../a' dense_blocks { width: 2 }")
          .put("cut.gz", "\u001f\u008bnot packed at all")
          .put("latin.pbtxt", "name: 'é' dense_blocks { width: 2 }")
          .put(
              "one-class.pbtxt",
              "name: 'a' dense_blocks { width: 2 blocks: 1 hidden: 2 } task { input_shape: 2 classes: 1 }")
          .put("class.pbtxt", "name: 'a' custom { class_name: 'no.such.Network' }" + TASK)
          .put("string.pbtxt", "name: 'a' custom { class_name: 'java.lang.String' }" + TASK)
          .build();

  /** Made once: that takes longer than to find what is wrong with a call. */
  private static final CommandLine LINE = Main.commandLine();

  @TempDir static Path home;

  /** A call: its words, its exit code, parts of what is said. */
  record Call(String words, int exit, List<String> parts) {
    @Override
    public String toString() {
      return words;
    }
  }

  @BeforeAll
  static void begin() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      boolean latin = file.getKey().startsWith("latin") || file.getKey().endsWith(".gz");
      Files.write(
          home.resolve(file.getKey()),
          file.getValue().getBytes(latin ? ISO_8859_1 : StandardCharsets.UTF_8));
    }
    NetworkDefinition network = Definitions.find("dense-blocks");
    for (String field : List.of("width=2", "blocks=1", "hidden=2")) {
      network = Definitions.set(network, field);
    }
    RunOptions options = RunOptions.DEFAULT.withData("csv:" + home.resolve("table.csv"));
    Run.builder(home.resolve("models").resolve("begun"))
        .definition(network)
        .goal(Goal.TRAIN)
        .options(options)
        .create()
        .close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void listed(Call call) throws IOException {
    assertRefused(call);
  }

  static Stream<Call> listed() throws IOException {
    String text =
        Resources.toString(
            Resources.getResource(BadCallsTest.class, "bad-calls.txt"), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> Splitter.on('|').trimResults().splitToList(line))
        .map(
            cells ->
                new Call(
                    cells.get(1), Integer.parseInt(cells.get(0)), cells.subList(2, cells.size())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void ofEachOption(Call call) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    LINE.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = LINE.execute(call.words.split(" "));
    assertTold(call, new Command(exit, out.toString(), err.toString()));
  }

  /** What is wrong with any option of its kind, for each option of each verb. */
  static Stream<Call> ofEachOption() {
    List<Call> calls = new ArrayList<>();
    for (CommandLine verb : verbs(LINE)) {
      String words = verb.getCommandSpec().qualifiedName().replaceFirst("^supernet ?", "");
      if (verb.getCommandSpec().positionalParameters().stream()
          .anyMatch(PositionalParamSpec::required)) {
        calls.add(refused(words, "Missing required"));
        words += " begun";
      }
      String unknown = join(words, "--no-such-option");
      for (OptionSpec option : verb.getCommandSpec().options()) {
        unknown +=
            option.required() && option.group() == null ? " " + option.longestName() + "=1" : "";
      }
      calls.add(refused(unknown, "Unknown option: '--no-such-option'"));
      for (OptionSpec option : verb.getCommandSpec().options()) {
        of(join(words, option.longestName()), option, calls);
      }
    }
    return calls.stream();
  }

  private static String join(String words, String more) {
    return (words + " " + more).strip();
  }

  private static void of(String words, OptionSpec option, List<Call> calls) {
    String quoted = "'" + option.longestName() + "'";
    if (option.arity().max() == 0) {
      calls.add(refused(words + "=perhaps", quoted, "'perhaps' is not a boolean"));
      return;
    }
    calls.add(refused(words, "Missing required parameter for option " + quoted));
    if (!option.isMultiValue() && option.group() == null) {
      calls.add(refused(words + "=1 " + option.longestName() + "=1", option.longestName()));
    }
    Class<?> type = option.auxiliaryTypes()[0];
    if (type.isEnum() || type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      calls.add(refused(words + "=perhaps", quoted, "perhaps"));
    }
  }

  private static Call refused(String words, String... parts) {
    return new Call(words, 2, List.of(parts));
  }

  private static List<CommandLine> verbs(CommandLine line) {
    List<CommandLine> all = new ArrayList<>(List.of(line));
    line.getSubcommands().values().forEach(verb -> all.addAll(verbs(verb)));
    return all;
  }

  @Test
  void areMany() throws IOException {
    assertThat(listed().map(Call::words)).doesNotHaveDuplicates().hasSizeGreaterThan(150);
    assertThat(ofEachOption()).hasSizeGreaterThan(250);
  }

  private static void assertRefused(Call call) throws IOException {
    List<String> before = files();
    assertTold(call, Command.run(home, call.words.replace("~", home.toString())));
    assertThat(files()).isEqualTo(before);
  }

  private static void assertTold(Call call, Command command) {
    String err = command.err();
    assertThat(command.exit()).as(err).isEqualTo(call.exit);
    assertThat(err)
        .startsWith("supernet: ")
        .contains(call.parts.stream().map(p -> p.replace("~", home.toString())).toList())
        .doesNotContain("\tat ", "unexpected");
    assertThat(err.lines()).as(err).hasSizeLessThanOrEqualTo(3);
    assertThat(command.out()).isEmpty();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
