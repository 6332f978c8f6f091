package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.OtherJvm;
import io.supernet.TinyRun;
import io.supernet.extension.WrongNetworks;
import io.supernet.extension.WrongSamplers;
import io.supernet.extension.WrongStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in classes of users: exit code 2 with the class and the line. */
class UsersMistakesTest {

  private static final String TINY =
      " --space dense-blocks --set width=2 --set blocks=1 --epochs 1";

  @TempDir Path home;

  @Test
  void inANetwork() {
    String network = WrongNetworks.class.getName() + "$";
    Command.run(home, "spaces show " + network + "ReturnsNull")
        .failed(2, "'" + network + "ReturnsNull' returns null from 'build'");
    Command.run(home, "cost own --space " + network + "NeverEnds")
        .failed(
            2, "'" + network + "NeverEnds' calls itself without end at ", "WrongNetworks.java:");
    assertThat(home.resolve("models")).doesNotExist();
  }

  @Test
  void inASampler() throws IOException {
    Path table = Files.writeString(home.resolve("table.csv"), "1,2,a\n3,4,b\n".repeat(30));
    String sampler = WrongSamplers.class.getName() + "$";
    String data = TINY + " --quiet --data csv:" + table + " --name own --sampler " + sampler;
    Command.run(home, "train" + data + "Absent").failed(2, "Absent' is not on the classpath");
    Command.run(home, "train --sampler java.lang.Object")
        .failed(2, "'java.lang.Object' does not implement io.supernet.sampling.PathSampler");
    assertThat(home.resolve("models")).doesNotExist();
    Command.run(home, "train" + data + "HasNoPaths")
        .failed(2, "HasNoPaths' gives 0 paths for step 0");
  }

  @Test
  void inASearchStrategy() throws IOException {
    Path run = home.resolve("models").resolve("copy");
    TinyRun.copy(TinyRun.run(), run);
    String before = Files.readString(run.resolve("manifest.json"));
    String strategy = WrongStrategies.class.getName() + "$";
    String search = "search copy --no-baseline --budget 3 --strategy ";
    Command.run(home, search + strategy + "Absent").failed(2, "Absent' is not on the classpath");
    Command.run(home, search + "java.lang.Object")
        .failed(2, "'java.lang.Object' does not implement io.supernet.search.SearchStrategy");
    Command.run(home, search + strategy + "NeedsAName").failed(2, "some of List, Objective");
    assertThat(run.resolve("manifest.json")).hasContent(before);
    Command.run(home, search + strategy + "RepeatsItself")
        .failed(2, strategy + "RepeatsItself broke its contract: it proposed [", "] twice");
    assertThat(Command.run(home, search + strategy + "Right").succeeded().out())
        .contains(strategy + "Right");
  }

  @Test
  void aNetworkThatEndsTheProcess() throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "spaces",
            "show",
            WrongNetworks.class.getName() + "$Exits");
    try (OtherJvm jvm = OtherJvm.start(home.resolve("log"), arguments)) {
      assertThat(jvm.exit()).as(jvm.output()).isEqualTo(2);
      assertThat(jvm.output())
          .matches(
              "supernet: System.exit was called at \\S*WrongNetworks\\$Exits.build\\(WrongNetworks.java:\\d+\\); "
                  + "let that code throw an exception instead.\\R");
    }
  }
}
