package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {

  private static final Path MODELS = Path.of("models");

  @TempDir Path folder;

  static List<String> builtIn() {
    return Definitions.builtIn();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void loadsWhatIsBuiltIn(String name) {
    Definition definition = Definitions.load(Definitions.find(name));
    assertThat(definition.name()).isEqualTo(name);
    assertThat(definition.space().name()).isEqualTo(name);
    assertThat(definition.space().decisions()).isNotEmpty();
  }

  @Test
  void everyFileOfTheProjectIsBuiltInUnderItsName() throws IOException {
    try (Stream<Path> files = Files.list(MODELS)) {
      assertThat(files.map(Path::getFileName).map(Path::toString).filter(f -> f.endsWith("pbtxt")))
          .containsExactlyInAnyOrderElementsOf(builtIn().stream().map(n -> n + ".pbtxt").toList());
    }
    for (String name : builtIn()) {
      NetworkDefinition read = Definitions.read(MODELS.resolve(name + ".pbtxt"));
      assertThat(read.getName()).isEqualTo(name);
      assertThat(Definitions.find(name)).isEqualTo(read);
      assertThat(Definitions.find("models/" + name + ".pbtxt")).isEqualTo(read);
    }
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void readsWhatItFormats(String name) throws IOException {
    NetworkDefinition definition =
        Definitions.withTask(Definitions.find(name), Task.images(7, 5, 3, 11));
    Path file = write(Definitions.format(definition));
    assertThat(Definitions.read(file)).isEqualTo(definition);
  }

  @Test
  void writesInTheNotationOfTheSpace() {
    String arch = "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|";
    Definition cells = Definitions.load(Definitions.find("nasbench201-small"));
    assertThat(cells.format(cells.parse(arch))).isEqualTo(arch);
    Definition blocks = Definitions.load(Definitions.find("dense-blocks"));
    assertThat(blocks.format(blocks.parse("skip/skip/skip/skip/-"))).endsWith("/-");
  }

  @Test
  void takesTheTaskThatIsWrittenIn() {
    NetworkDefinition other =
        Definitions.withTask(Definitions.find("nasbench201"), Task.images(8, 6, 1, 3));
    assertThat(Definitions.load(other).task()).isEqualTo(Task.images(8, 6, 1, 3));
    NetworkDefinition values =
        Definitions.withTask(Definitions.find("dense-blocks"), Task.regression(3));
    assertThat(Definitions.format(values)).contains("regression: true").doesNotContain("classes");
    assertThat(Definitions.load(values).task()).isEqualTo(Task.regression(3));
    NetworkDefinition both =
        values.toBuilder().setTask(values.getTask().toBuilder().setClasses(2)).build();
    assertUsage(() -> Definitions.load(both), "is a regression and has 2 classes");
  }

  @Test
  void namesTheSpacesItKnows() {
    assertUsage(
        () -> Definitions.find("nasbench"),
        "Space 'nasbench' is not known",
        builtIn().toString(),
        "io.supernet.network.Network");
  }

  @ParameterizedTest
  @CsvSource({"models/mine.pb", "models", ".", "pom.xml", "./mine"})
  void aFileEndsInPbtxt(String file) {
    assertUsage(
        () -> Definitions.find(file), "'" + file + "' is not a definition", "ends in .pbtxt.");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path file = folder.resolve("absent.pbtxt");
    assertUsage(() -> Definitions.find(file.toString()), "Cannot read", file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "nasbench201 { chanels: 8 }, 2:15",
    "nasbench201 { channels: eight }, 2:25",
    "nasbench201 { channels: 8, 3:1",
    "dense_blocks { width: 1 } nasbench201 { }, 2:27",
    "dense_blocks { width: 1 width: 2 }, 2:30"
  })
  void namesSourceLineAndColumn(String line, String where) throws IOException {
    Path file = write("name: 'mine'\n" + line + "\n");
    String prefix = "'" + file + "' is not a network definition, at line:column " + where + ": ";
    assertThatThrownBy(() -> Definitions.read(file))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith(prefix)
        .message()
        .matches("[^\\n]*[^.]\\.");
  }

  @ParameterizedTest
  @CsvSource({"name: 'mine'", "nasbench201 { channels: 8 }", "''"})
  void needsANameAndANetwork(String text) throws IOException {
    Path file = write(text);
    assertUsage(() -> Definitions.read(file), file.toString(), "needs a name and one network");
  }

  @ParameterizedTest
  @CsvSource({
    "../mine",
    "/tmp/mine",
    "a/b",
    ".",
    "..",
    ".hidden",
    "-x",
    "a b",
    "a\\\\b",
    "a\\nb",
    "a\\000b",
    "a\\342\\200\\250b"
  })
  void aNameIsNoPath(String name) throws IOException {
    Path file = write("name: '" + name + "' dense_blocks { width: 1 blocks: 1 hidden: 1 }");
    assertUsage(() -> Definitions.read(file), "The name in '" + file + "' is '", "letters, digits");
    assertUsage(() -> Definitions.find(file.toString()), "The name in '" + file + "' is '");
  }

  @Test
  void aNameFitsIntoAFileSystem() throws IOException {
    String longest = "n".repeat(128);
    Path file = write("name: '" + longest + "' dense_blocks { width: 1 blocks: 1 hidden: 1 }");
    assertThat(Definitions.read(file).getName()).isEqualTo(longest);
    Path longer = write("name: '" + longest + "n' dense_blocks { width: 1 blocks: 1 hidden: 1 }");
    assertUsage(() -> Definitions.read(longer), "1 to 128 letters", longer.toString());
  }

  @ParameterizedTest
  @CsvSource({"..", "a.b c", "a.b\\c", "-a.b"})
  void aClassIsNoPath(String name) {
    assertUsage(() -> Definitions.find(name), "'" + name + "'");
  }

  @Test
  void needsATask() throws IOException {
    NetworkDefinition definition =
        Definitions.read(write("name: 'mine' dense_blocks { width: 1 blocks: 1 hidden: 1 }"));
    assertUsage(() -> Definitions.load(definition), "'mine' does not say its task");
  }

  @ParameterizedTest
  @CsvSource({
    "nasbench201 { cells_per_stage: 1 }, channels: 0",
    "nasbench201 { channels: -4 cells_per_stage: 1 }, channels: -4",
    "dense_blocks { width: 1 blocks: 1 }, number of hidden widths: 0",
    "dense_blocks { width: 1 blocks: 1 hidden: [2 2] }, 'options with different names'"
  })
  void refusesSizesOutOfRange(String network, String value) throws IOException {
    String lists = network.replace("2 2", "2, 2");
    NetworkDefinition definition =
        Definitions.read(write("name: 'mine' task { input_shape: 4 classes: 2 } " + lists));
    assertUsage(() -> Definitions.load(definition), value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nasbench201 {\\n  cells_per_stage: 1\\n  channels: 0\\n} | 4 | channels: 0",
        "nasbench201 {\\n  cells_per_stage: 1\\n} | 2 | channels: 0",
        "dense_blocks {\\n width: 1 blocks: 1\\n\\n hidden: [2, 0] } | 5 | hidden: 0",
        "darts { channels: 1 cells: 3\\n operations: 'conv9'\\n} | 3 | 'conv9'",
        "darts { channels: 1 cells: 3 operations: 'none' operations: 'skip_connect' }\\n"
            + "task {\\n classes: 1 input_shape: 4 } | 4 | at least 2 classes",
        "darts { channels: 1 cells: 3\\n operations: 'none'\\n operations: 'no'\\n} | 4 | 'no'",
        "cell { channels: 1 cells: 3 nodes: 1\\n operations: 'none'\\n operations: 'conv_1x1'\\n"
            + " operations: 'none'\\n operations: 'conv_3x3' } | 5 | 'none' stands in the definition twice",
        "mobilenet { stem: 1 stem_stride: 1 first: 1 head: 1\\n stages { channels: 1 layers: 1\\n"
            + " stride: 1 }\\n stages { channels: 1\\n layers: 1\\n stride: 9 }\\n} | 7 | stride of a stage: 9",
        "mobilenet { stem: 1 stem_stride: 9\\n stages { channels: 9 } } | 3 | layers of a stage: 0",
        "elastic { stem: 1 stem_stride: 1 first: 1 last: 1 head: 1\\n"
            + " stages { channels: 1 least: 1 most: 1 stride: 1 }\\n"
            + " expansions: 8\\n expansions: 2\\n expansions: 9\\n} | 5 | ascending",
        "custom {\\n  class_name: 'com.acme.Nothing'\\n} | 2 | 'com.acme.Nothing'"
      })
  void namesTheLineOfAWrongValue(String network, int line, String what) throws IOException {
    Path file = write("name: 'mine'\n" + network.replace("\\n", "\n") + "\n");
    assertUsage(() -> Definitions.find(file.toString()), file + ":" + line + ": ", what);
  }

  @Test
  void refusesATaskThatTheNetworkCannotRead() {
    NetworkDefinition rows =
        Definitions.withTask(Definitions.find("nasbench201"), Task.table(16, 2));
    assertUsage(() -> Definitions.load(rows), "reads images", "[-1, 16]");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("mine.pbtxt"), text);
  }

  private static void assertUsage(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
        .hasMessageContainingAll(parts);
  }
}
