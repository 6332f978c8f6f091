package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program outside this project, in a module of its own: it compiles with what the library exports
 * alone, and does the whole job with its own network, data, sampler, search strategy and scorer.
 */
class ConsumerTest {

  private static final Path SOURCES = Path.of("src/test/resources/consumer");

  /** What applications do not have: the libraries of the tests and of the command line. */
  private static final Pattern NOT_THEIRS =
      Pattern.compile(
          "test-classes|junit|opentest4j|assertj|archunit|byte-buddy|picocli|progressbar|jline|record-builder|listenablefuture");

  @TempDir private Path folder;

  @Test
  void doesTheWholeJob() throws IOException, InterruptedException {
    String modules =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !NOT_THEIRS.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    Path classes = folder.resolve("classes");
    compile(modules, classes);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-p",
                modules + File.pathSeparator + classes,
                "-m",
                "com.acme/com.acme.Consumer",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).containsPattern("test (0\\.[89]\\d*|1\\.0) class 1\\R");
  }

  private static void compile(String modules, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(SOURCES)) {
      List<Path> java = sources.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "--release",
              "17",
              "-proc:none",
              "-Xlint:all,-requires-automatic,-requires-transitive-automatic",
              "-Werror",
              "-p",
              modules,
              "-d",
              classes.toString());
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
