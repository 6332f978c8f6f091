package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException.Kind;
import io.supernet.run.RunLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages agree with the code that they are about. */
class PagesTest {

  private static final Path PAGES = Path.of("src/site/markdown");
  private static final Path CODE = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");

  private static final Pattern CITATION =
      Pattern.compile(
          "\\b(ICLR|ICML|CVPR|ECCV|ICCV|UAI|AAAI|JASA|Biometrika)\\s[\\s*]*(19|20)\\d\\d");

  @Test
  void methodsAreAllThereAndTheirTestsExist() throws IOException {
    String page = Files.readString(PAGES.resolve("methods.md"));
    Map<String, Path> code = sources(CODE);
    Map<String, Path> tests = sources(TESTS);
    List<String> named = find("`([A-Z]\\w+)`", page);
    assertThat(named)
        .allSatisfy(name -> assertThat(code.containsKey(name) || tests.containsKey(name)).isTrue());
    assertThat(code.keySet().stream().filter(name -> cites(code.get(name))))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(named).contains(name));
    assertThat(page.lines().filter(line -> line.startsWith("| ") && !line.startsWith("| method")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern("`\\w+`.*\\|.*`\\w+Test`|^\\| space"));
  }

  @Test
  void thePictureOfTheFloorsIsTheOrderThatIsEnforced() throws IOException {
    String picture = Files.readString(Path.of("src/site/resources/images/floors.svg"));
    List<List<String>> floors = new ArrayList<>();
    for (String floor : find("(?s)<g data-floor=\"\\d+\">(.*?)</g>", picture)) {
      floors.add(0, find("class=\"package\"[^>]*>(\\w+)<", floor));
    }
    assertThat(floors)
        .isEqualTo(
            FloorsTest.FLOORS.stream()
                .map(floor -> Stream.of(floor).map(PagesTest::lastWord).toList())
                .toList());
    String page = Files.readString(PAGES.resolve("architecture.md"));
    assertThat(floors.stream().flatMap(List::stream))
        .allSatisfy(name -> assertThat(page).containsPattern("`" + name + "(\\.\\w+)?`"));
  }

  /** {@code io.supernet.space..} is {@code space}. */
  private static String lastWord(String packages) {
    String name = packages.substring(0, packages.length() - 2);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Test
  void everyFileOfARunAndEveryExitCodeIsListed() throws Exception {
    String page = Files.readString(PAGES.resolve("files.md"));
    RunLayout run = new RunLayout(Path.of("run"));
    for (Method each : RunLayout.class.getDeclaredMethods()) {
      if (Modifier.isPublic(each.getModifiers())
          && each.getReturnType() == Path.class
          && each.getParameterCount() == 0) {
        Path file = (Path) each.invoke(run);
        assertThat(page).contains(run.folder().equals(file) ? "models/RUN" : top(run, file));
      }
    }
    assertThat(page).contains("`" + RunLayout.REPORT + "`");
    for (Kind kind : Kind.values()) {
      assertThat(page).contains("\n| " + kind.exitCode() + " |");
    }
  }

  private static String top(RunLayout run, Path file) {
    return run.folder().relativize(file).getName(0).toString();
  }

  @Test
  void readmeNamesTheVersionOfThePom() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = find("(?m)^  <version>(.*)</version>", pom).get(0);
    String readme = Files.readString(Path.of("README.md"));
    assertThat(find("<artifactId>supernet</artifactId>\\s*<version>([^<]*)<", readme))
        .containsExactly(version);
    assertThat(find("supernet-(\\d[^:']*)\\.jar", readme)).isNotEmpty().containsOnly(version);
    assertThat(Files.readString(PAGES.resolve("changes.md")))
        .contains("\n## " + version.replace("-SNAPSHOT", ""));
  }

  /** What japicmp compares is what the module exports. */
  @Test
  void theApiThatIsComparedIsTheOneThatIsExported() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String module = Files.readString(CODE.resolve("module-info.java"));
    assertThat(find("<include>(io\\.supernet[\\w.]*)</include>", pom))
        .isEqualTo(find("exports (\\S+);", module));
  }

  private static boolean cites(Path file) {
    try {
      return CITATION.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      ImmutableMap.Builder<String, Path> sources = ImmutableMap.builder();
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
      return sources.buildKeepingLast();
    }
  }

  private static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
