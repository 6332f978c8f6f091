package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/supernet} in a copy of the project, with a Java and a Maven that only say so. */
class LauncherTest {

  private static final String JAVA =
      """
      case " $* " in
        *" -Xnonsense "*)
          echo 'Unrecognized option: -Xnonsense' >&2
          echo 'Error: Could not create the Java Virtual Machine.' >&2
          exit 1 ;;
        *" -version "*) echo 'openjdk version "17.0.1"' >&2 ;;
        *)
          for word; do case $word in -Dsupernet.home=*) runs=${word#*=} ;; esac; done
          [ -z "$SUPERNET_HOME" ] || echo "at $runs"
          [ "$runs" != . ] || echo 'here'
          while [ "$1" != -cp ]; do shift; done
          echo "runs $(cat "${2%%:*}") with $3 $4 $LC_ALL $TF_ENABLE_ONEDNN_OPTS" ;;
      esac
      """;

  /** Numbers its builds; one that fails does so half-way. */
  private static final String MAVEN =
      """
      [ "$LC_ALL" = C.UTF-8 ] || { echo "no file names in locale $LC_ALL"; exit 1; }
      echo >>builds
      mkdir -p target/lib
      [ ! -f broken ] || { echo 'no symbol x'; exit 1; }
      echo library >target/lib/tensorflow.jar
      version=$(sed -n 's:^  <version>\\(.*\\)</version>.*:\\1:p' pom.xml)
      echo "build $(grep -c '' builds)" >"target/supernet-$version.jar"
      echo images >"target/supernet-$version-fashion-mnist.jar"
      """;

  private static final String LOCALE =
      "[ \"$LC_ALL\" = C.UTF-8 ] && echo UTF-8 || echo ANSI_X3.4-1968\n";

  private static final long SECOND = 1000;

  @TempDir Path home;

  /** How a call ended. */
  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void copy() throws IOException {
    for (String file : new String[] {"tools/supernet", "pom.xml", "models/darts.pbtxt"}) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.copy(Path.of(file), home.resolve(file));
    }
    write("src/main/java/A.java", "");
    command("java", JAVA);
    command("javac", "");
    command("mvn", MAVEN);
    command("locale", LOCALE);
  }

  @Test
  void buildsOnce() throws Exception {
    Ended first = call("spaces", Map.of());
    assertThat(first.out()).isEqualTo("runs build 1 with io.supernet.cli.Main spaces C.UTF-8 1\n");
    assertThat(first.err()).startsWith("supernet: building (first time");
    assertThat(call("spaces", Map.of())).isEqualTo(new Ended(0, first.out(), ""));
  }

  @Test
  void buildsAgainForItsSourcesOnly() throws Exception {
    assertThat(call("x", Map.of()).exit()).isZero();
    write("models/mine.pbtxt", "name: \"mine\"");
    assertThat(afterAChangeOf("models/mine.pbtxt").out()).startsWith("runs build 1 ");
    assertThat(afterAChangeOf("models/darts.pbtxt").out()).startsWith("runs build 2 ");
    assertThat(afterAChangeOf("src/main/java/A.java").out()).startsWith("runs build 3 ");
    assertThat(afterAChangeOf("pom.xml").out()).startsWith("runs build 4 ");
  }

  @Test
  void keepsTheLastBuildUntilANewOneIsWhole() throws Exception {
    assertThat(call("x", Map.of()).exit()).isZero();
    write("broken", "");
    Ended failed = afterAChangeOf("pom.xml");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("no symbol x", "the build failed")
        .endsWith("build.log; SUPERNET_BUILD=0 runs what was built before.\n");
    assertThat(call("x", Map.of("SUPERNET_BUILD", "0")).out()).startsWith("runs build 1 ");
    Files.delete(home.resolve("broken"));
    assertThat(call("x", Map.of()).out()).startsWith("runs build 3 ");
  }

  @Test
  void mixesNoLibrariesOfABuildThatWasKilled() throws Exception {
    assertThat(call("x", Map.of()).exit()).isZero();
    write("target/lib/tensorflow-gpu.jar", "");
    assertThat(afterAChangeOf("src/main/java/A.java").out()).startsWith("runs build 2 ");
    assertThat(home.resolve("target/lib").toFile().list()).containsExactly("tensorflow.jar");
  }

  @Test
  void runsAnUnpackedReleaseAsItIs() throws Exception {
    Path script = home.resolve("release/bin/supernet");
    write("release/lib/supernet.jar", "release");
    Files.createDirectories(script.getParent());
    Files.move(home.resolve("tools/supernet"), script);
    Files.createSymbolicLink(home.resolve("tools/supernet"), script);
    write("bin/mvn", "#!/bin/sh\nexit 1\n");
    assertThat(call("x", Map.of()).out())
        .isEqualTo("here\nruns release with io.supernet.cli.Main x C.UTF-8 1\n");
    assertThat(call("x", Map.of("SUPERNET_HOME", "/tmp/a b")).out()).startsWith("at /tmp/a b\n");
    assertThat(home.resolve("release/target")).doesNotExist();
  }

  @Test
  void keepsRunsWhereTheUserSays() throws Exception {
    assertThat(call("x", Map.of("SUPERNET_HOME", "elsewhere")).out()).startsWith("at elsewhere\n");
  }

  @Test
  void leavesWhatTheUserHasChosen() throws Exception {
    Map<String, String> chosen = Map.of("LC_ALL", "C.UTF-8", "TF_ENABLE_ONEDNN_OPTS", "0");
    assertThat(call("x", chosen).out()).endsWith(" C.UTF-8 0\n");
  }

  @Test
  void saysWhichOptionsJavaDoesNotAccept() throws Exception {
    assertThat(call("x", Map.of()).exit()).isZero();
    assertThat(call("x", Map.of("SUPERNET_JAVA_OPTS", "-Xmx1g -Xnonsense")))
        .isEqualTo(
            new Ended(
                2,
                "",
                "supernet: Java does not accept SUPERNET_JAVA_OPTS='-Xmx1g -Xnonsense' (Unrecognized option: -Xnonsense); change it or leave it away.\n"));
  }

  private Ended afterAChangeOf(String file) throws IOException, InterruptedException {
    Path stamp = home.resolve("target").resolve("build.profile");
    long now = System.currentTimeMillis();
    Files.setLastModifiedTime(stamp, FileTime.fromMillis(now - 2 * SECOND));
    for (String source :
        new String[] {
          "pom.xml", "src/main", "src/main/java", "src/main/java/A.java", "models/darts.pbtxt"
        }) {
      Files.setLastModifiedTime(home.resolve(source), FileTime.fromMillis(now - 3 * SECOND));
    }
    Files.setLastModifiedTime(home.resolve(file), FileTime.fromMillis(now - SECOND));
    return call("x", Map.of());
  }

  private Ended call(String word, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("tools").resolve("supernet").toString(), word)
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.get("PATH");
    environment.keySet().removeIf(name -> !name.equals("HOME"));
    environment.put("PATH", home.resolve("bin") + ":" + path);
    environment.put("LC_ALL", "C");
    environment.putAll(variables);
    int exit = builder.start().waitFor();
    return new Ended(exit, read("out"), read("err"));
  }

  private String read(String file) throws IOException {
    return Files.readString(home.resolve(file), StandardCharsets.UTF_8);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(home.resolve(file).getParent());
    Files.writeString(home.resolve(file), text);
  }

  private void command(String name, String text) throws IOException {
    write("bin/" + name, "#!/bin/sh\n" + text);
    assertThat(home.resolve("bin").resolve(name).toFile().setExecutable(true)).isTrue();
  }
}
