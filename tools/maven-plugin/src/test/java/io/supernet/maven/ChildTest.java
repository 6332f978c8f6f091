package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child of the stand-in for the command line, in a folder with a space. */
@Timeout(60)
class ChildTest {

  @TempDir Path folder;

  private final Lines log = new Lines();

  @Test
  void itsProgressIsLoggedAndItsResultReturned() throws Exception {
    Child child = child();
    assertThat(child.run(List.of("say")).strip())
        .isEqualTo("found ä in " + child.base().toRealPath());
    assertThat(log.lines)
        .containsExactly("info train supernet: 3 of 9, loss 1.2", "warn caution: few examples");
  }

  @Test
  void aMistakeIsToldInItsWords() throws Exception {
    Child child = child();
    assertThatThrownBy(() -> child.run(List.of("fail")))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("Unknown option: '--bugdet'");
    assertThatThrownBy(() -> child.run(List.of("crash")))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("exit code 9");
  }

  @Test
  void whoIsInterruptedLetsItSave() throws Exception {
    Path saved = folder.resolve("saved");
    Child child = child();
    Thread maven = Thread.currentThread();
    log.onWaits = () -> maven.interrupt();
    assertThatThrownBy(() -> child.run(List.of("wait", saved.toString())))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(saved).hasContent("saved");
  }

  @Test
  void itEndsWithItsParentHoweverThatEnds() throws Exception {
    Path saved = folder.resolve("saved");
    Process parent = new ProcessBuilder("sleep", "600").start();
    Process child =
        new ProcessBuilder(
                java().toString(),
                "-cp",
                String.join(File.pathSeparator, classPath()),
                Launched.class.getName(),
                Long.toString(parent.pid()),
                "wait",
                saved.toString())
            .start();
    try {
      CompletableFuture<Boolean> waits =
          CompletableFuture.supplyAsync(
              () -> child.errorReader().lines().anyMatch("waits"::equals));
      assertThat(waits.get(60, TimeUnit.SECONDS)).isTrue();
      parent.destroyForcibly();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(saved).hasContent("saved");
    } finally {
      parent.destroyForcibly();
      child.destroyForcibly();
    }
  }

  @Test
  void optionsAreQuotedAsJavaReadsThem() {
    assertThat(Child.quoted("-Da=b \"c\\d\"")).isEqualTo("\"-Da=b \\\"c\\\\d\\\"\"");
  }

  private Child child() throws Exception {
    Path base = Files.createDirectories(folder.resolve("a project"));
    return new Child(
        log,
        java(),
        List.of("-XX:TieredStopAtLevel=1"),
        classPath().stream().map(Path::of).toList(),
        base,
        Map.of());
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static List<String> classPath() {
    return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** What is logged, by level. */
  private static final class Lines extends SystemStreamLog {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private Runnable onWaits = () -> {};

    @Override
    public void info(CharSequence line) {
      lines.add("info " + line);
      if (line.toString().equals("waits")) {
        onWaits.run();
      }
    }

    @Override
    public void warn(CharSequence line) {
      lines.add("warn " + line);
    }

    @Override
    public void error(CharSequence line) {
      lines.add("error " + line);
    }
  }
}
