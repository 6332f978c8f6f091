package io.supernet.pipeline;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.network.Definition;
import io.supernet.report.RunReport;
import io.supernet.run.EvaluatorFactory;
import io.supernet.run.Extensions;
import io.supernet.run.Findings;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.Capability;
import io.supernet.search.RandomSearch;
import io.supernet.search.SearchStrategy;
import io.supernet.space.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose architectures are judged by an evaluator of the user's. */
class OwnEvaluatorTest {

  private static final String NAME = "com.acme.Judge";

  /** By the multiply-adds of the network, for which it asks. */
  public static final class ByCost implements Evaluator {
    private final Definition definition;

    public ByCost(Definition definition) {
      this.definition = definition;
    }

    @Override
    public List<Evaluation> evaluate(List<Architecture> architectures) {
      return architectures.stream().map(this::judged).toList();
    }

    Evaluation judged(Architecture architecture) {
      double macs = definition.cost(architecture).macs();
      return new Evaluation(architecture, 1 / (1 + macs), macs);
    }
  }

  /** Hears of everything late. */
  private record Late(SearchStrategy strategy) implements SearchStrategy {
    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.ASYNCHRONOUS);
    }

    @Override
    public List<Architecture> propose(int most) {
      return strategy.propose(most);
    }

    @Override
    public void observe(List<Evaluation> evaluations) {
      strategy.observe(evaluations);
    }
  }

  @TempDir Path folder;
  private Path run;
  private final List<Architecture> asked = new ArrayList<>();

  @BeforeEach
  void copy() {
    run = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), run);
  }

  @Test
  void whatItSaysIsKeptApartFromWhatTheSupernetSays() throws IOException {
    String supernet = Files.readString(run.resolve("evaluations.jsonl"));
    String name = ByCost.class.getName();
    Outcome outcome = search(name, Extensions.NONE);
    assertThat(outcome.judgedBy()).isEqualTo(name);
    assertThat(outcome.cautions()).isEmpty();
    assertThat(Files.readString(run.resolve("evaluations.jsonl"))).isEqualTo(supernet);
    assertThat(run.resolve("evaluations-" + name + ".jsonl")).exists();
    Findings findings = Findings.read(run, List.of(), 1);
    assertThat(findings.evaluated()).isEqualTo(6);
    assertThat(findings.rows().get(0).figures().get("loss"))
        .isEqualTo(findings.rows().get(0).figures().get("macs"));
    assertThat(RunRecords.read(run).searches().get(0).evaluations()).hasSize(6);
    RunReport.write(run, "mine", run.resolve("report.html"));
    assertThat(run.resolve("report.html"))
        .content()
        .contains("6 architectures were evaluated by " + name, "evaluator (%)")
        .doesNotContain("with inherited weights on");
    // And back again.
    assertThat(search(SearchOptions.SUPERNET, Extensions.NONE).judgedBy()).isEqualTo("supernet");
  }

  @Test
  void aNewRunTrainsNoSupernetForIt() throws IOException {
    Path fresh = folder.resolve("fresh");
    RunOptions options;
    try (Run finished = Run.builder(run).open()) {
      options = finished.options();
    }
    SearchOptions search =
        options.search().with().evaluator(ByCost.class.getName()).strategy("random").build();
    try (Run begun =
        Run.builder(fresh)
            .definition(TinyRun.network())
            .options(options.withSearch(search))
            .goal(Goal.SEARCH)
            .create()) {
      Outcome outcome = new Pipeline(begun, folder.resolve("models"), Progress.SILENT).run();
      assertThat(outcome.candidates()).isNotEmpty();
      assertThat(outcome.seconds()).containsKey("search").doesNotContainKey("train");
    }
    assertThat(RunRecords.read(fresh).trained()).isEmpty();
    RunReport.write(fresh, "mine", fresh.resolve("report.html"));
    assertThat(fresh.resolve("report.html")).content().contains("evaluator (%)");
  }

  @Test
  void oneThatIsAnObjectIsAskedOnceAndClosed() {
    boolean[] closed = {false};
    final class Noting implements Evaluator, AutoCloseable {
      private final ByCost costs;

      Noting(Definition definition) {
        this.costs = new ByCost(definition);
      }

      @Override
      public List<Evaluation> evaluate(List<Architecture> architectures) {
        asked.addAll(architectures);
        return costs.evaluate(architectures);
      }

      @Override
      public void close() {
        closed[0] = true;
      }
    }
    Outcome outcome = search(NAME, given((definition, data) -> new Noting(definition)));
    assertThat(asked).hasSize(6).doesNotHaveDuplicates();
    assertThat(closed[0]).isTrue();
    // What it found is read, so that it is not needed any more.
    assertThat(search(NAME, Extensions.NONE).candidates()).isEqualTo(outcome.candidates());
  }

  @Test
  void oneThatIsAsynchronousFinishesInAnyOrder() {
    ExecutorService others = Executors.newFixedThreadPool(3);
    try {
      Architecture[] first = {null};
      EvaluatorFactory remote =
          (definition, data) ->
              (AsynchronousEvaluator)
                  architecture -> {
                    first[0] = first[0] == null ? architecture : first[0];
                    return CompletableFuture.supplyAsync(
                        () -> {
                          if (architecture.equals(first[0])) {
                            throw new EvaluationException("lost");
                          }
                          return new ByCost(definition).judged(architecture);
                        },
                        others);
                  };
      Extensions extensions =
          given(remote)
              .withStrategy(
                  "com.acme.Late",
                  (space, objectives, random) -> new Late(new RandomSearch(space, random)));
      List<String> found = new ArrayList<>();
      for (Extensions any : List.of(extensions, Extensions.NONE)) {
        found.add(search("com.acme.Late", NAME, any).candidates().toString());
      }
      assertThat(found.get(1)).isEqualTo(found.get(0));
      assertThat(Findings.read(run, List.of(), 9).failed()).isEqualTo(1);
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void itsMistakesAreTold() {
    refused(
        (definition, data) -> architectures -> List.of(),
        "OwnEvaluatorTest broke its contract: it was asked for [");
    refused((definition, data) -> architectures -> null, "returns null from 'evaluate'");
    refused(
        (definition, data) ->
            architectures -> {
              throw new IllegalStateException("no idea");
            },
        "' fails at io.supernet.pipeline.OwnEvaluatorTest.");
    refused(
        (definition, data) ->
            (AsynchronousEvaluator)
                architecture -> CompletableFuture.failedFuture(new IllegalStateException("no")),
        ": java.lang.IllegalStateException: no.");
    refused(
        (definition, data) ->
            (AsynchronousEvaluator) architecture -> CompletableFuture.completedFuture(null),
        "and evaluated [null]");
    assertThat(run.resolve("evaluations-" + NAME + ".jsonl")).isEmptyFile();
    assertRefused(
        () -> search("com.acme.Absent", Extensions.NONE),
        "'com.acme.Absent' is not on the classpath");
    assertThatThrownBy(() -> SearchOptions.builder().evaluator("../x").build())
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Evaluator '../x' is not known; take supernet or none, or the full name of a class.");
  }

  private void refused(EvaluatorFactory evaluator, String part) {
    assertThatThrownBy(() -> search(NAME, given(evaluator)))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining(part)
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.USAGE);
  }

  private static Extensions given(EvaluatorFactory evaluator) {
    return Extensions.NONE.withEvaluator(NAME, evaluator);
  }

  private Outcome search(String evaluator, Extensions extensions) {
    return search("random", evaluator, extensions);
  }

  private Outcome search(String strategy, String evaluator, Extensions extensions) {
    try (Run open = Run.builder(run).extensions(extensions).open()) {
      SearchOptions search =
          SearchOptions.builder()
              .strategy(strategy)
              .evaluator(evaluator)
              .objectives(List.of("accuracy"))
              .budget(6)
              .baseline(false)
              .build();
      if (!open.options().search().equals(search)) {
        open.change(Goal.SEARCH, open.options().withSearch(search));
      }
      return new Pipeline(open, folder.resolve("models"), Progress.SILENT).run();
    }
  }
}
