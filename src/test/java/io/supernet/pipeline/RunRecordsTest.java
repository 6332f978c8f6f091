package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.TinyRun;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.pipeline.RunRecords.Trace;
import io.supernet.run.Extensions;
import io.supernet.run.JournaledSearch;
import io.supernet.run.Manifests;
import io.supernet.run.Outcome.Candidate;
import io.supernet.run.Run;
import io.supernet.run.SearchJournal;
import io.supernet.run.SearchOptions;
import io.supernet.score.Scorer;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {

  @TempDir Path folder;

  @Test
  void findsTheSearchesInTheJournal() {
    RunRecords run = RunRecords.read(TinyRun.run());
    assertThat(run.searches()).extracting(Trace::strategy).containsExactly("evolution", "random");
    assertThat(run.searches()).allSatisfy(trace -> assertThat(trace.evaluations()).hasSize(8));
    Set<Evaluation> asked = new LinkedHashSet<>();
    run.searches().forEach(trace -> asked.addAll(trace.evaluations()));
    assertThat(asked).containsExactlyElementsOf(run.evaluations());
    for (Trace trace : run.searches()) {
      List<Candidate> found =
          run.outcome().orElseThrow().candidates().stream()
              .filter(c -> c.foundBy().equals(trace.strategy()))
              .toList();
      assertThat(new SearchResult(trace.evaluations()).top(found.size()))
          .extracting(e -> run.definition().format(e.architecture()))
          .containsExactlyElementsOf(found.stream().map(Candidate::architecture).toList());
    }
  }

  @Test
  void aSearchThatGoesOnIsFoundAsFarAsItGot() throws IOException {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    List<String> lines = Files.readAllLines(copy.resolve("evaluations.jsonl"));
    Files.write(copy.resolve("evaluations.jsonl"), lines.subList(0, 5));
    List<Evaluation> whole =
        RunRecords.read(TinyRun.run()).searches().get(0).evaluations().subList(0, 5);
    assertThat(RunRecords.read(copy).searches().get(0)).isEqualTo(new Trace("evolution", whole));
    Files.delete(copy.resolve("evaluations.jsonl"));
    assertThat(RunRecords.read(copy).searches()).isEmpty();
  }

  /** One that ended before its budget, here by a time limit: random search did no more. */
  @Test
  void randomSearchMakesAsManyEvaluations() throws IOException {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    Files.delete(copy.resolve("searches.jsonl"));
    List<Evaluation> five =
        RunRecords.read(TinyRun.run()).searches().get(0).evaluations().subList(0, 5);
    try (Run run = Run.builder(copy).open()) {
      try (SearchJournal journal = SearchJournal.open(run.layout())) {
        SearchOptions options = run.options().search();
        JournaledSearch search = journal.resume(options, 1, Architecture::toString);
        search.hear(five);
        search.end(new SearchResult(five));
      }
      assertThat(new Pipeline(run, folder.resolve("models"), Progress.SILENT).run().candidates())
          .extracting(Candidate::evaluations)
          .containsOnly(5);
    }
    assertThat(RunRecords.read(copy).searches())
        .extracting(trace -> trace.evaluations().size())
        .containsExactly(5, 5);
  }

  @Test
  void takesTheUsersScorersBeforeAnythingIsEvaluated() throws IOException {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    Files.delete(copy.resolve("evaluations.jsonl"));
    String own = "com.acme.Longest";
    Manifests.change(copy, old -> old.withSearch(old.search().withObjectives(List.of(own))));
    Extensions extensions =
        Extensions.NONE.withScorer(
            own, definition -> Scorer.of("longest", a -> definition.liveCost(a).depth()));
    assertThat(RunRecords.read(copy, extensions).objectives())
        .extracting(Objective::name)
        .containsExactly(own);
  }

  @Test
  void readsHowFarTheSupernetIsTrained() {
    RunRecords run = RunRecords.read(TinyRun.run());
    RunRecords.Trained trained = run.trained().orElseThrow();
    assertThat(trained.step()).isEqualTo(run.steps()).isPositive();
    long[] edge = trained.updates().counts()[0];
    assertThat(edge).hasSize(5);
  }
}
