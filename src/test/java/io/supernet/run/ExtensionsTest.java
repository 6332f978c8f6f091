package io.supernet.run;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.extension.WrongNetworks;
import io.supernet.extension.WrongSamplers;
import io.supernet.extension.WrongStrategies;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.pipeline.Pipeline;
import io.supernet.pipeline.RunRecords;
import io.supernet.sampling.PathSampler;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.RandomSearch;
import io.supernet.search.Search;
import io.supernet.search.SearchStrategy;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import io.supernet.spaces.Definitions;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search strategies of users: classes by name, and objects. */
class ExtensionsTest {

  private static final String OWN = WrongStrategies.class.getName() + "$";
  private static final SearchSpace SPACE = ToySpaces.flat(4, 4);

  @TempDir Path folder;

  @Test
  void aClassGetsWhatItsConstructorAsksFor() {
    RandomSearch random =
        new RandomSearch(SPACE, new RandomStreams(1).stream("search/" + OWN + "Right", 0));
    try (SearchStrategy own = start(options("Right"), SPACE, Extensions.NONE)) {
      assertThat(own.propose(9)).isEqualTo(random.propose(9));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Throws; fails at ; observe(WrongStrategies.java:; IllegalStateException: no idea",
        "FailsWhenMade; fails at ; <init>(WrongStrategies.java:; IllegalStateException: no idea",
        "ReturnsNull; returns null; propose; return what ",
        "ProposesNull; broke its contract; it proposed null; .",
        "RepeatsItself; broke its contract; it proposed [; ] twice",
        "NeedsAName; no parameters but some of List, Objective, RandomGenerator, SearchSpace; once; .",
        "Absent; is not on the classpath; SUPERNET_CLASSPATH; ."
      })
  void mistakesAreTold(String name, String what, String where, String why) {
    assertThatThrownBy(() -> search(options(name), Search.NO_TIME_LIMIT))
        .isInstanceOf(SupernetException.class)
        .hasMessageContainingAll(OWN + name, what, where, why)
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.USAGE);
  }

  /** Not taken for a failure of the class that asks the space about architectures meanwhile. */
  @Test
  void aTimeLimitEndsWhatAClassOfUsersDoes() {
    assertThat(search(options("Right"), Duration.ofNanos(1))).isEqualTo(7);
  }

  @Test
  void anObjectIsFoundByTheNameThatItIsGiven() {
    SearchOptions options = options("Right").with().strategy("com.acme.Mine").build();
    Extensions mine =
        Extensions.NONE.withStrategy(
            "com.acme.Mine",
            (space, objectives, random) -> {
              assertThat(objectives).containsExactly(Objective.ACCURACY);
              return new EvolutionSearch(
                  space, objectives.get(0), new EvolutionSearch.Options(3, 1, 0.1), random);
            });
    try (SearchStrategy own = start(options, SPACE, mine)) {
      assertThat(own.propose(9)).hasSize(3);
    }
    Extensions none = Extensions.NONE.withStrategy("com.acme.Mine", (s, o, random) -> null);
    assertRefused(() -> start(options, SPACE, none), "ExtensionsTest' returns null from 'start'");
    assertRefused(
        () -> start(options, SPACE, Extensions.NONE), "'com.acme.Mine' is not on the classpath");
  }

  @Test
  void classesComeFromTheLoaderThatIsGiven() throws IOException {
    Path source = folder.resolve("Loaded.java");
    Files.writeString(
        source,
        """
        public class Loaded extends io.supernet.extension.WrongStrategies.Right {
          public Loaded(io.supernet.space.SearchSpace space, java.util.random.RandomGenerator random) {
            super(space, java.util.List.of(), random);
          }
        }
        """);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(compiled).isZero();
    SearchOptions options = options("Right").with().strategy("Loaded").build();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        SearchStrategy own = start(options, SPACE, Extensions.NONE.withLoader(loader))) {
      assertThat(own.propose(2)).hasSize(2);
    }
    assertThatThrownBy(() -> start(options, SPACE, Extensions.NONE))
        .hasMessageContaining("Class 'Loaded' is not on the classpath");
    ClassLoader nothing = new URLClassLoader(new URL[0], null);
    Definition definition = definition();
    assertThatThrownBy(
            () ->
                Definitions.load(
                    Definitions.withTask(
                        Definitions.find(WrongNetworks.class.getName() + "$Throws"),
                        Task.table(3, 2)),
                    nothing))
        .hasMessageContaining("Throws' is not on the classpath");
    assertThatThrownBy(
            () ->
                new SamplingOptions(WrongSamplers.class.getName() + "$HasNoPaths", 1, false)
                    .start(definition, new RandomStreams(1), Extensions.NONE.withLoader(nothing)))
        .hasMessageContaining("HasNoPaths' is not on the classpath");
  }

  @Test
  void aSamplerKnowsTheNetwork() {
    Definition definition = definition();
    PathSampler largest =
        new SamplingOptions(Largest.class.getName(), 1, false)
            .start(definition, new RandomStreams(1));
    assertThat(largest.next(definition.space(), 0, new RandomStreams(1)))
        .containsExactly(definition.largest());
    Extensions smallest =
        Extensions.NONE.withSampler(
            "com.acme.Mine",
            (network, streams) -> (space, step, random) -> List.of(network.smallest()));
    PathSampler given =
        new SamplingOptions("com.acme.Mine", 1, false)
            .start(definition, new RandomStreams(1), smallest);
    assertThat(given.next(definition.space(), 0, new RandomStreams(1)))
        .containsExactly(definition.smallest());
  }

  /** A sampler that asks for the network. */
  public static final class Largest implements PathSampler {

    private final Definition network;

    public Largest(Definition network) {
      this.network = network;
    }

    @Override
    public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
      return List.of(network.largest());
    }
  }

  private static Definition definition() {
    return Definitions.load(
        Definitions.withTask(Definitions.find("dense-blocks"), Task.table(3, 2)));
  }

  /** It goes on where the object is not, as the manifest and the journal hold its name. */
  @Test
  void aRunIsSearchedByAStrategyOfTheUsers() {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    SearchOptions own = options("Right").with().budget(5).build();
    Extensions mine =
        Extensions.NONE.withStrategy(
            own.strategy(), (space, objectives, random) -> new RandomSearch(space, random));
    List<String> found;
    try (Run run = Run.builder(copy).extensions(mine).open()) {
      run.change(Goal.SEARCH, run.options().withSearch(own));
      found = found(run);
    }
    RunRecords records = RunRecords.read(copy);
    assertThat(records.manifest().options().search().strategy()).isEqualTo(OWN + "Right");
    assertThat(records.searches())
        .extracting(RunRecords.Trace::strategy)
        .containsExactly(OWN + "Right");
    assertThat(records.searches().get(0).evaluations()).hasSize(5);
    try (Run run = Run.builder(copy).open()) {
      assertThat(found(run)).isEqualTo(found);
    }
  }

  private List<String> found(Run run) {
    return new Pipeline(run, folder.resolve("models"), Progress.SILENT)
        .run().candidates().stream().map(Outcome.Candidate::architecture).toList();
  }

  private static int search(SearchOptions options, Duration limit) {
    return new Search(
            SPACE,
            watched -> start(options, watched, Extensions.NONE),
            architectures -> architectures.stream().map(a -> new Evaluation(a, 0.5, 1)).toList(),
            options.budget(),
            7)
        .withTimeLimit(limit)
        .run(Object::toString, Progress.SILENT)
        .evaluations()
        .size();
  }

  private static SearchStrategy start(
      SearchOptions options, SearchSpace space, Extensions extensions) {
    return options.start(
        space,
        List.of(Objective.ACCURACY),
        new RandomStreams(1),
        () -> {
          throw new AssertionError();
        },
        extensions);
  }

  private static SearchOptions options(String own) {
    return SearchOptions.builder().strategy(OWN + own).budget(9).baseline(false).build();
  }
}
