package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchJournalTest {

  private static final SearchSpace SPACE = ToySpaces.flat(5, 5, 5);
  private static final SearchOptions EVOLUTION =
      new SearchOptions("evolution", 20, new EvolutionSearch.Options(6, 3, 0.2), true);
  private static final SearchOptions RANDOM = EVOLUTION.beside(20);
  private static final Evaluator SUM = judging(false);

  @TempDir Path folder;

  /** So many may be evaluated before the search is interrupted. */
  private int left = Integer.MAX_VALUE;

  @Test
  void eachSearchHasWhatItHeardInItsOrder() throws IOException {
    List<Evaluation> evolution = search(EVOLUTION, SUM).evaluations();
    List<Evaluation> random = search(RANDOM, SUM).evaluations();
    List<Evaluation> known = known(evolution, random);
    // Some of it was evaluated for evolution, and counts for random search as well.
    assertThat(known.size()).isLessThan(40);
    assertThat(find(EVOLUTION).name()).isEqualTo("evolution#1");
    assertThat(find(EVOLUTION).batch()).isEqualTo(3);
    assertThat(find(EVOLUTION).result(known)).contains(new SearchResult(evolution));
    assertThat(find(RANDOM).name()).isEqualTo("random#2");
    assertThat(find(RANDOM).result(known)).contains(new SearchResult(random));
    assertThat(SearchJournal.find(layout(), EVOLUTION.withStrategy("local-search"))).isEmpty();
    // Neither clock nor baseline makes it another search.
    assertThat(SearchJournal.find(layout(), EVOLUTION.beside(20).withStrategy("evolution")))
        .isPresent();
    // It is not ended any more if something that it heard is not known.
    List<Evaluation> some = evolution.subList(0, 7);
    assertThat(find(EVOLUTION).evaluations(some)).isEqualTo(some);
    assertThat(find(EVOLUTION).result(some)).isEmpty();
    assertThat(lines()).hasSize(2 * (1 + 20 + 1));
  }

  @Test
  void anInterruptedSearchEndsAsOneThatWasNot() throws IOException {
    SearchResult whole = search(EVOLUTION, SUM);
    List<String> lines = lines();
    for (int cut : List.of(0, 1, 2, 9, 20, 21)) {
      Files.write(layout().searches(), lines.subList(0, cut));
      assertThat(search(EVOLUTION, SUM)).isEqualTo(whole);
      assertThat(lines()).isEqualTo(lines);
    }
    // What is done again changes nothing.
    assertThat(search(EVOLUTION, SUM)).isEqualTo(whole);
    assertThat(lines()).isEqualTo(lines);
  }

  @Test
  void aLineThatIsMissingIsWrittenAgain() throws IOException {
    SearchResult whole = search(EVOLUTION, SUM);
    List<String> lines = lines();
    for (int gone : List.of(1, 9, 20)) {
      List<String> rest = new ArrayList<>(lines);
      rest.remove(gone);
      Files.write(layout().searches(), rest);
      assertThat(find(EVOLUTION).result(whole.evaluations())).isEmpty();
      assertThat(search(EVOLUTION, SUM)).isEqualTo(whole);
      assertThat(find(EVOLUTION).result(whole.evaluations())).contains(whole);
      assertThat(find(EVOLUTION).name()).isEqualTo("evolution#1");
    }
    // Without its begin nobody knows whose the others are.
    Files.write(layout().searches(), lines.subList(1, lines.size()));
    assertThat(SearchJournal.find(layout(), EVOLUTION)).isEmpty();
    assertThat(search(EVOLUTION, SUM)).isEqualTo(whole);
    assertThat(find(EVOLUTION).name()).isEqualTo("evolution#2");
  }

  @Test
  void aSearchThatAsksForOthersThanBeforeIsTold() {
    left = 9;
    assertThatThrownBy(() -> search(EVOLUTION, SUM)).isInstanceOf(CancellationException.class);
    left = Integer.MAX_VALUE;
    RecordedSearch before = find(EVOLUTION);
    assertThat(before.heard()).hasSize(9);
    Evaluator another =
        architectures ->
            architectures.stream().map(a -> new Evaluation(a, a.choice(2) / 10.0, 1)).toList();
    assertThatThrownBy(() -> search(EVOLUTION, another))
        .isInstanceOf(SupernetException.class)
        .hasMessageMatching(
            "Strategy 'evolution' asks for \\[.*] as number [789], where search 'evolution#1' in '.*searches.jsonl' had \\[.*] before it was interrupted; .*Delete that file to search again; .*\\.")
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.RUN);
    assertThat(find(EVOLUTION)).isEqualTo(before);
  }

  /** It may ask for others from then on. */
  @Test
  void aSearchThatHearsOfASuccessWhereItHeardOfAFailureBeginsAnew() throws IOException {
    left = 15;
    assertThatThrownBy(() -> search(EVOLUTION, judging(true)))
        .isInstanceOf(CancellationException.class);
    left = Integer.MAX_VALUE;
    assertThat(find(EVOLUTION).failed()).isNotEmpty();
    SearchResult resumed = search(EVOLUTION, SUM);
    assertThat(find(EVOLUTION).name()).isEqualTo("evolution#2");
    assertThat(find(EVOLUTION).result(resumed.evaluations())).contains(resumed);
    Files.delete(layout().searches());
    assertThat(search(EVOLUTION, SUM)).isEqualTo(resumed);
  }

  @Test
  void whatATimeLimitHasEndedGoesOnOnlyIfItIsReopened() throws IOException {
    SearchResult whole = search(EVOLUTION, SUM);
    Files.delete(layout().searches());
    SearchResult timed = search(EVOLUTION, SUM, Duration.ofNanos(1));
    assertThat(find(EVOLUTION).result(whole.evaluations())).contains(timed);
    reopen();
    assertThat(find(EVOLUTION).result(whole.evaluations())).isEmpty();
    // What is done again takes no time; then there is time for one batch.
    SearchResult more = search(EVOLUTION, SUM, Duration.ofNanos(1));
    assertThat(more.evaluations().size()).isGreaterThan(timed.evaluations().size());
    reopen();
    assertThat(search(EVOLUTION, SUM)).isEqualTo(whole);
    reopen();
    assertThat(find(EVOLUTION).result(whole.evaluations())).contains(whole);
  }

  private void reopen() {
    try (SearchJournal journal = SearchJournal.open(layout())) {
      journal.reopen(EVOLUTION);
    }
  }

  private RecordedSearch find(SearchOptions options) {
    return SearchJournal.find(layout(), options).orElseThrow();
  }

  private SearchResult search(SearchOptions options, Evaluator evaluator) {
    return search(options, evaluator, Search.NO_TIME_LIMIT);
  }

  private SearchResult search(SearchOptions options, Evaluator evaluator, Duration limit) {
    try (SearchJournal journal = SearchJournal.open(layout())) {
      JournaledSearch journaled = journal.resume(options, 3, Architecture::toString);
      SearchResult result =
          new Search(
                  SPACE,
                  watched ->
                      options.start(
                          watched,
                          List.of(Objective.ACCURACY),
                          new RandomStreams(1),
                          () -> {
                            throw new AssertionError();
                          }),
                  architectures -> {
                    if (left < architectures.size()) {
                      throw new CancellationException("enough");
                    }
                    left -= architectures.size();
                    return evaluator.evaluate(architectures);
                  },
                  options.budget(),
                  journaled.batch())
              .withHistory(journaled)
              .withTimeLimit(limit)
              .run(Architecture::toString, Progress.SILENT);
      journaled.end(result);
      return result;
    }
  }

  /** By the sum of the choices, perhaps without being able to judge some. */
  private static Evaluator judging(boolean fragile) {
    return architectures ->
        architectures.stream()
            .map(
                a ->
                    fragile && a.choice(0) == 1
                        ? Evaluation.failed(a, "too deep")
                        : new Evaluation(a, (a.choice(0) + a.choice(1) + a.choice(2)) / 20.0, 1))
            .toList();
  }

  private static List<Evaluation> known(List<Evaluation> some, List<Evaluation> others) {
    List<Evaluation> all = new ArrayList<>(some);
    all.addAll(others);
    return Evaluation.lastOfEach(all);
  }

  private RunLayout layout() {
    return new RunLayout(folder);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(layout().searches());
  }
}
