package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource({
    "Missing, is not on the classpath; add its jar or folder to SUPERNET_CLASSPATH",
    "NoNetwork, does not implement io.supernet.network.Network",
    "NeedsParameter, needs to be public with a public constructor without parameters",
    "PrivateConstructor, needs to be public with a public constructor without parameters",
    "Abstract, needs to be public with a public constructor without parameters",
    "Hidden, needs to be public with a public constructor without parameters",
    "Throwing, failed: java.lang.IllegalStateException: no weather data",
    "ThrowingWhenLoaded, 'cannot be loaded: java.lang.NumberFormatException: For input string: \"wide\"'"
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
