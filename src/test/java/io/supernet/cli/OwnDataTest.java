package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.extension.OwnData;
import io.supernet.run.Extensions;
import io.supernet.run.Run;
import io.supernet.run.RunBuilder;
import io.supernet.run.RunOptions;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on examples from classes of users. */
class OwnDataTest {

  private static final String OWN = "class:" + OwnData.class.getName() + "$";
  private static final String TRAIN =
      "train --quiet --space dense-blocks --name mine --epochs 1 --threads 1 --data ";

  @TempDir private Path home;

  @Test
  void aRunAsksForThemEachTimeThatItGoesOn() throws IOException {
    Command.run(home, TRAIN + OWN + "Pairs").succeeded();
    assertThat(home.resolve("models/mine/manifest.json"))
        .content()
        .contains("\"data\": \"" + OWN + "Pairs\"");
    String search = "search mine --quiet --budget 2 --no-baseline --strategy random";
    Command.run(home, search).succeeded();
    Command.run(home, "resume mine --data " + OWN + "Others")
        .failed(3, OWN + "Others' are not those that run");
    Command.run(home, "resume mine --quiet").succeeded();
  }

  @Test
  void mistakesAreTold() {
    refused("Fails", 2, "Fails' fails at ", "load(OwnData.java:", "no such bucket");
    refused("Nothing", 2, "Nothing' returns null from 'load'");
    refused("Absent", 2, "Absent' is not on the classpath; add its jar or folder");
    refused("Empty", 3, "Data set 'empty' has no rows");
    Command.run(home, TRAIN + "class:java.lang.String")
        .failed(2, "'java.lang.String' does not implement io.supernet.data.DataSource");
    Command.run(home, TRAIN + "class:").failed(2, "'class:' is not known", "or class:NAME");
    assertThat(home.resolve("models")).doesNotExist();
  }

  private void refused(String name, int code, String... parts) {
    Command.run(home, TRAIN + OWN + name).failed(code, parts);
  }

  @Test
  void theClassComesFromTheLoaderThatIsGiven() throws IOException {
    Path source = home.resolve("Loaded.java");
    Files.writeString(source, "public class Loaded extends io.supernet.extension.OwnData.Pairs {}");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", home.toString(), source.toString());
    assertThat(compiled).isZero();
    RunBuilder builder =
        Run.builder(home.resolve("run"))
            .space("dense-blocks")
            .options(RunOptions.DEFAULT.withData("class:Loaded"));
    assertThatThrownBy(builder::check).hasMessageContaining("'Loaded' is not on the classpath");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {home.toUri().toURL()})) {
      builder.extensions(Extensions.NONE.withLoader(loader)).create().close();
      assertThatThrownBy(() -> Run.builder(home.resolve("run")).open())
          .hasMessageContaining("'Loaded' is not on the classpath");
      try (Run run = builder.open()) {
        assertThat(run.data().train().exampleShape()).containsExactly(2L);
      }
    }
  }
}
