package io.supernet.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.UniformSampler;
import io.supernet.space.SearchSpace;
import io.supernet.spaces.Definitions;
import io.supernet.spaces.OnClasspath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCodeTest {

  private static final String NETWORKS = WrongNetworks.class.getName();
  private static final String SAMPLERS = WrongSamplers.class.getName();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Throws; build; fails; : java.lang.IllegalStateException: no weather data",
        "MisusesTheBuilder; own; fails; : java.lang.NullPointerException",
        "ThrowsInACandidate; own; fails; : java.lang.IllegalStateException: no weather data",
        "ThrowsInTensorFlow; lambda$own$0; fails; : java.lang.IllegalStateException: no weather data",
        "ThrowsInHelper; help; fails; : java.lang.IllegalStateException: no weather data",
        "ThrowsInARule; lambda$own$0; fails; : java.lang.IllegalStateException: no weather data",
        "FailsWhenMade; <init>; fails; : java.lang.IllegalStateException: no weather data",
        "FailsWhenLoaded; <clinit>; fails; : java.lang.NumberFormatException: For input string: \"wide\"",
        "NeverEnds; build; calls itself without end; ; let the recursion end",
        "TakesAllMemory; build; runs out of memory; ; set SUPERNET_JAVA_OPTS=-Xmx8g",
        "LacksAClass; build; needs what cannot be loaded (java.lang.NoClassDefFoundError: com/acme/Weather);"
      })
  void aNetworkThatFails(String name, String method, String how, String what) throws IOException {
    assertTold(
        () -> costs(name),
        "Class '" + NETWORKS + "$" + name + "' " + how + " at ",
        method + "(WrongNetworks.java:" + line("WrongNetworks", name) + ")",
        what == null ? "" : what);
  }

  @Test
  void aNetworkThatReturnsNull() {
    String name = NETWORKS + "$ReturnsNull";
    assertTold(() -> costs("ReturnsNull"), "Class '" + name + "' returns null from 'build'");
    assertTold(
        () -> definition("HasNoNotation").parse("own"),
        "Class '" + NETWORKS + "$HasNoNotation' returns null from 'notation'");
    assertTold(
        () -> costs("ReturnsNullInACandidate"),
        "Candidate 'own' of decision 'body' gives null; let it return its output");
    assertTold(() -> costs("ReturnsNullInTensorFlow"), "In 'body/own/': ", "gives null");
  }

  @Test
  void whatANetworkReturnsIsGuardedToo() throws IOException {
    SearchSpace distinct = definition("ThrowsInAnIsomorphism").distinct();
    assertTold(
        () -> distinct.sample(new RandomStreams(1).stream("any", 0)),
        "Class '" + NETWORKS + "$ThrowsInAnIsomorphism' fails at ",
        "(WrongNetworks.java:" + line("WrongNetworks", "ThrowsInAnIsomorphism") + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ReturnsNull; Class '%s' returns null from 'next'",
        "HasNoPaths; Sampler '%s' gives 0 paths for step 5, but says that a step trains 1",
        "HasNullPaths; Sampler '%s' gives null as a path of step 5",
        "LeavesTheSpace; Sampler '%s' gives [99] for step 5, which is not an architecture of space 'dense-blocks'",
        "ForgetsWhatMatters; Sampler '%s' gives the path [0, 0, 0, 0, 1] for step 5, which is not canonical",
        "TrainsNone; Sampler '%s' trains 0 paths a step; let 'paths' give 1 or more"
      })
  void aSamplerThatBreaksItsContract(String name, String told) {
    assertTold(() -> paths(name), told.formatted(SAMPLERS + "$" + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Throws", "NeverEnds"})
  void aSamplerThatFails(String name) throws IOException {
    assertTold(
        () -> paths(name),
        "Class '" + SAMPLERS + "$" + name + "' ",
        "next(WrongSamplers.java:" + line("WrongSamplers", name) + ")");
  }

  @Test
  void aSamplerThatLearnsStaysOne() throws IOException {
    PathSampler sampler = OnClasspath.create(SAMPLERS + "$LearnsNothing", PathSampler.class);
    assertThat(sampler).isInstanceOf(LearningSampler.class);
    LearningSampler learning = (LearningSampler) sampler;
    RandomStreams streams = new RandomStreams(1);
    assertTold(
        () -> learning.learn(null, 0, null, streams),
        "learn(WrongSamplers.java:" + line("WrongSamplers", "LearnsNothing") + ")");
    assertTold(() -> learning.preferences(null, streams), "returns null from 'preferences'");
    assertThat(learning.updates()).isEqualTo(1);
    learning.close();
  }

  @Test
  void whatIsNoMistakePassesAsItIs() {
    CancellationException canceled = new CancellationException("interrupted");
    SupernetException known = new SupernetException(Kind.DATA, "Known.");
    for (RuntimeException e : List.of(canceled, known)) {
      Network network =
          (b, x) -> {
            throw e;
          };
      assertThatThrownBy(() -> UserCode.guard(network, Network.class).build(null, null))
          .isSameAs(e);
    }
  }

  @Test
  void aLambdaIsNamedByItsClass() {
    Network network = (b, x) -> null;
    assertTold(
        () -> Definition.of("own", network, Task.table(3, 2)),
        "Class '" + UserCodeTest.class.getName() + "' returns null from 'build'");
  }

  @Test
  void whatTheProjectHasIsNotGuarded() {
    PathSampler own = new UniformSampler(1);
    assertThat(UserCode.guard(own, PathSampler.class)).isSameAs(own);
    PathSampler guarded = OnClasspath.create(SAMPLERS + "$HasNoPaths", PathSampler.class);
    assertThat(UserCode.guard(guarded, PathSampler.class)).isSameAs(guarded);
  }

  private static void costs(String name) {
    Definition definition = definition(name);
    definition.cost(definition.parse("own"));
  }

  private static Definition definition(String name) {
    return Definitions.load(
        Definitions.withTask(Definitions.find(NETWORKS + "$" + name), Task.table(3, 2)));
  }

  private static void paths(String name) {
    PathSampler sampler = OnClasspath.create(SAMPLERS + "$" + name, PathSampler.class);
    SearchSpace space = Definitions.load(Definitions.find("dense-blocks")).space();
    PathContract.next(sampler, space, 5, new RandomStreams(1));
  }

  /** The line of a source file that ends with this comment. */
  private static int line(String file, String comment) throws IOException {
    Path source = Path.of("src/test/java/io/supernet/extension", file + ".java");
    List<String> lines = Files.readAllLines(source);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("; // " + comment)) {
        return i + 1;
      }
    }
    throw new AssertionError("No line of " + source + " ends with " + comment);
  }

  private static void assertTold(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(SupernetException.class)
        .hasMessageContainingAll(parts)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("\n")
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.USAGE);
  }
}
