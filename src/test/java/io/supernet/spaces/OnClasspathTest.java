package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.extension.WrongNetworks;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnClasspathTest {

  private static final String OWN = "io.supernet.spaces.own.OwnNetworks$";

  @Test
  void findsAClassByItsName() {
    NetworkDefinition found = Definitions.find(OWN + "Good");
    Definition definition = Definitions.load(Definitions.withTask(found, Task.table(3, 2)));
    assertThat(definition.name()).isEqualTo(OWN + "Good");
    assertThat(definition.supernetParameters()).isEqualTo(3 * 2 + 2);
  }

  @Test
  void aClassOfTheWrongTypeIsNotRun() {
    String name = WrongNetworks.NoNetwork.class.getName();
    assertThat(OnClasspath.has(name)).isTrue();
    assertThatThrownBy(() -> OnClasspath.create(name, Network.class))
        .hasMessage("Class '" + name + "' does not implement " + Network.class.getName() + ".");
    assertThat(System.getProperty("io.supernet.extension.ran")).isNull();
  }

  /** As an application with class loaders of its own has it, and without a package. */
  @Test
  void theContextClassLoaderComesFirst(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("Unnamed.java");
    Files.writeString(
        source,
        """
        public class Unnamed extends io.supernet.spaces.own.OwnNetworks.Good {}
        """);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(compiled).isZero();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertThatThrownBy(() -> Definitions.find("Unnamed"))
        .hasMessageContaining("Space 'Unnamed' is not known");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      NetworkDefinition found = Definitions.find("Unnamed");
      assertThat(Definitions.load(Definitions.withTask(found, Task.table(3, 2))).name())
          .isEqualTo("Unnamed");
      assertThat(OnClasspath.create(OWN + "Good", Network.class)).isNotNull();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Missing, is not on the classpath; add its jar or folder to SUPERNET_CLASSPATH",
    "NoNetwork, does not implement io.supernet.network.Network",
    "NeedsParameter, needs to be public with a public constructor without parameters",
    "PrivateConstructor, needs to be public with a public constructor without parameters",
    "Abstract, needs to be public with a public constructor without parameters",
    "Hidden, needs to be public with a public constructor without parameters",
    "Hidden$Absent, is not on the classpath"
  })
  void saysWhyAClassIsNoNetwork(String name, String why) {
    assertThatThrownBy(() -> OnClasspath.create(OWN + name, Network.class))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("'" + OWN + name + "'")
        .hasMessageContaining(why)
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.USAGE);
  }
}
