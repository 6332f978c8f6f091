package com.acme.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands beside the service agrees with it. */
class ServicePagesTest {

  private static final Path EXAMPLE = Path.of("src/examples/service");
  private static final Path SOURCES = EXAMPLE.resolve("src/main/java/com/acme/service");

  /** It is compiled and tested with the versions of the library's build. */
  @Test
  void itsBuildHasTheVersionsOfOurs() throws IOException {
    Pattern property = Pattern.compile("<(\\w+\\.version|tensorflow\\.native\\.classifier)>.*?</");
    String ours = Files.readString(Path.of("pom.xml"));
    List<String> versions = find(property, Files.readString(EXAMPLE.resolve("pom.xml")));
    assertThat(versions).hasSize(4).allSatisfy(version -> assertThat(ours).contains(version));
  }

  /** Here it is compiled with all that tests use; a user has only what its build names. */
  @Test
  void itUsesItsOwnDependenciesOnly() throws IOException {
    Pattern imported = Pattern.compile("(?m)^import (static )?.*;$");
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        assertThat(find(imported, Files.readString(file)))
            .allMatch(
                line ->
                    line.matches(
                        "import (static )?(java|javax|com\\.sun\\.net\\.httpserver|com\\.google\\.gson|org\\.tensorflow|ai\\.onnxruntime)\\..*"));
      }
    }
  }

  @Test
  void itsPageNamesItsFiles() throws IOException {
    String page = Files.readString(EXAMPLE.resolve("README.md"));
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
          .hasSizeGreaterThan(10)
          .filteredOn(name -> !name.equals("Refusal"))
          .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
  }

  private static List<String> find(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group()).toList();
  }
}
