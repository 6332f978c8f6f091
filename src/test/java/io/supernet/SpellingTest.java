package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a person reads is spelled the American way; so is what a person types. */
class SpellingTest {

  private static final Pattern BRITISH =
      Pattern.compile(
          "(optim|normal|initial|regular|serial|recogn|summar|minim|maxim|general)is[aei]|analys(e|ing)\\b"
              + "|(col|fav|behavi|neighb)our|licence|judgement|labell|modell|\\bcancelled|\\bcentre|centred"
              + "|\\bdistil(s\\b|\\b)|programme\\b|\\bgrey\\b|\\btowards\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ALIAS =
      Pattern.compile("-distill?\\b|boolean distil;|\\|\\| distil;");

  private static final List<Path> ROOTS =
      List.of(
          Path.of("README.md"),
          Path.of("models"),
          Path.of(".github"),
          Path.of("tools/supernet"),
          Path.of("src/examples"),
          Path.of("src/main"),
          Path.of("src/site"));

  private static final List<String> READ =
      List.of(".java", ".md", ".proto", ".pbtxt", ".properties", ".css", "charts.js", "supernet");

  @Test
  void proseAndNamesAreAmerican() throws IOException {
    ImmutableList.Builder<String> found = ImmutableList.builder();
    for (Path root : ROOTS) {
      // Folders in models/ are runs of whoever works here.
      int depth = root.endsWith("models") ? 1 : Integer.MAX_VALUE;
      try (Stream<Path> files = Files.walk(root, depth)) {
        for (Path file : files.filter(SpellingTest::isRead).toList()) {
          lines(file).forEach(found::add);
        }
      }
    }
    assertThat(found.build()).isEmpty();
  }

  private static boolean isRead(Path file) {
    return Files.isRegularFile(file)
        && READ.stream().anyMatch(file.toString()::endsWith)
        && !file.endsWith("SpellingTest.java");
  }

  /** Lines with another spelling; the alias {@code --distil} may be named. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> BRITISH.matcher(ALIAS.matcher(line).replaceAll("")).find())
        .map(line -> file + ": " + line.strip())
        .toList();
  }
}
