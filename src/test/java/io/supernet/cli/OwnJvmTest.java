package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnJvmTest {

  @Test
  void aSecondJvmHasTheMemoryOfTheFirstAndNotItsPorts() {
    List<String> kept = List.of("-Xmx4g", "-Dsupernet.home=/tmp/mine", "-XX:+UseSerialGC");
    List<String> arguments = new ArrayList<>(kept);
    arguments.addAll(
        List.of(
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005",
            "-Xdebug",
            "-Xnoagent",
            "-Xrunjdwp:transport=dt_socket,server=y,address=5005",
            "-agentpath:/opt/profiler.so=port=10001",
            "-javaagent:/opt/exporter.jar=9404:config.yaml",
            "-Dcom.sun.management.jmxremote",
            "-Dcom.sun.management.jmxremote.port=9010"));
    assertThat(OwnJvm.passedOn(arguments)).isEqualTo(kept);
  }
}
