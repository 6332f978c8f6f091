package io.supernet.search;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.search.SearchTest.A;
import static io.supernet.search.SearchTest.B;
import static io.supernet.search.SearchTest.C;
import static io.supernet.search.SearchTest.EVALUATOR;
import static io.supernet.search.SearchTest.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.controller.Controller;
import io.supernet.controller.ControllerOptions;
import io.supernet.controller.Derive;
import io.supernet.controller.Reinforce;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a search ends before its budget is used up: its time is up, or it is canceled. */
class SearchEndTest {

  private static final ControllerOptions CONTROLLER = new ControllerOptions(4, 5, 2.5, 0, 0.1, 0.9);

  @Test
  void cancelingEndsTheSearchAfterTheBatch() {
    List<Architecture> evaluated = new ArrayList<>();
    Evaluator evaluator =
        batch -> {
          evaluated.addAll(batch);
          return EVALUATOR.evaluate(batch);
        };
    Progress impatient =
        event -> {
          if (event instanceof Progress.Advanced) {
            throw new CancellationException("enough");
          }
        };
    Search search = new Search(SPACE, watched -> new Scripted(List.of(A, B)), evaluator, 2, 1);
    assertThatThrownBy(() -> search.run(Architecture::toString, impatient))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
    assertThat(evaluated).containsExactly(A);
  }

  @Test
  void theTimeLimitEndsTheSearchAfterABatch() {
    Scripted strategy = new Scripted(List.of(A, B), List.of(C));
    SearchResult result =
        new Search(SPACE, watched -> strategy, EVALUATOR, 9, 1)
            .withTimeLimit(Duration.ofNanos(1))
            .run(Architecture::toString, Progress.SILENT);
    assertThat(Toys.architectures(result)).containsExactly(A);
    assertThat(strategy.heard).isEmpty();
    assertRefused(
        () -> new Search(SPACE, watched -> strategy, EVALUATOR, 9, 1).withTimeLimit(Duration.ZERO),
        "PT0S");
  }

  /** Looks for what is not there. */
  private static SearchStrategy endless(SearchSpace watched) {
    return new SearchStrategy() {
      @Override
      public List<Architecture> propose(int most) {
        while (!watched.admits(Architecture.of(1, 2))) {
          // Goes on.
        }
        return List.of();
      }

      @Override
      public void observe(List<Evaluation> evaluations) {}
    };
  }

  @Test
  @Timeout(60)
  void theTimeLimitEndsAProposal() {
    SearchResult result =
        new Search(SPACE, SearchEndTest::endless, EVALUATOR, 9, 1)
            .withTimeLimit(Duration.ofMillis(1))
            .run(Architecture::toString, Progress.SILENT);
    assertThat(result.evaluations()).isEmpty();
    assertThatThrownBy(() -> result.refuseIfNothing("endless"))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Nothing was evaluated by endless: its time was up before; give it more time, or take another strategy.");
  }

  @Test
  void moreTimeIsOfferedOnlyIfTimeWasMissing() {
    SearchResult result = new SearchResult(List.of(), "no other architecture was found");
    assertThatThrownBy(() -> result.refuseIfNothing("derive"))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Nothing was evaluated by derive: no other architecture was found; raise the limits, or take another strategy.");
  }

  /** And begins with what would have been found without the limit. */
  @Test
  void whatWasBredWhenTheTimeWasUpIsProposed() {
    int[] left = {0};
    SearchSpace space = ToySpaces.flat(3, 3).where(a -> a.choice(0) == 0);
    SearchSpace timed =
        space.watched(
            () -> {
              if (--left[0] < 0) {
                throw new Watch.TimeUp();
              }
            });
    List<Function<SearchSpace, SearchStrategy>> strategies =
        List.of(
            ExhaustiveSearch::new,
            some ->
                new EvolutionSearch(
                    some,
                    Objective.ACCURACY,
                    new EvolutionSearch.Options(2, 2, 0.5),
                    new SplittableRandom(1)),
            some ->
                new Nsga2(
                    some,
                    List.of(Objective.ACCURACY),
                    new Nsga2.Options(2, 0.5, 0.5),
                    new SplittableRandom(1)),
            some -> new LocalSearch(some, Objective.ACCURACY, new SplittableRandom(1)),
            some ->
                new Reinforce(
                    some,
                    Objective.ACCURACY,
                    new Reinforce.Options(10, CONTROLLER),
                    new SplittableRandom(1)),
            some ->
                new Derive(
                    some, () -> new Controller(some, CONTROLLER, 1), new SplittableRandom(1)));
    for (Function<SearchSpace, SearchStrategy> start : strategies) {
      left[0] = 1_000;
      List<Architecture> all;
      try (SearchStrategy whole = start.apply(timed)) {
        Toys.next(whole, 1, a -> 0.5);
        all = whole.propose(2);
      }
      assertThat(all).hasSize(2);
      List<Architecture> some = List.of();
      // The first time that suffices for one does not for two.
      for (int looks = 1; some.isEmpty(); looks++) {
        left[0] = 1_000;
        try (SearchStrategy again = start.apply(timed)) {
          Toys.next(again, 1, a -> 0.5);
          left[0] = looks;
          some = again.propose(2);
        } catch (Watch.TimeUp e) {
          assertThat(looks).isLessThan(100);
        }
      }
      assertThat(some).containsExactly(all.get(0));
    }
  }

  /** The first proposal would take 100,000 looks. */
  @Test
  void whatWasDrawnWhenTheTimeWasUpIsEvaluated() {
    SearchSpace large = ToySpaces.flat(1_000, 1_000);
    Function<SearchSpace, SearchStrategy> wide =
        watched ->
            new EvolutionSearch(
                watched,
                Objective.ACCURACY,
                new EvolutionSearch.Options(100_000, 1, 0),
                new SplittableRandom(1));
    SearchResult timed =
        new Search(large, wide, EVALUATOR, 1_000_000, 3)
            .withTimeLimit(Duration.ofNanos(1))
            .run(Architecture::toString, Progress.SILENT);
    assertThat(timed.evaluations()).hasSize(3);
    assertThat(
            new Search(large, wide, EVALUATOR, 3, 3).run(Architecture::toString, Progress.SILENT))
        .isEqualTo(timed);
  }

  @Test
  @Timeout(60)
  void cancelingEndsAProposal() {
    Progress impatient =
        event -> {
          if (event instanceof Progress.Advanced advanced) {
            throw new CancellationException(advanced.done() + " " + advanced.status().text());
          }
        };
    Search search = new Search(SPACE, SearchEndTest::endless, EVALUATOR, 9, 1);
    assertThatThrownBy(() -> search.run(Architecture::toString, impatient))
        .isInstanceOf(CancellationException.class)
        .hasMessage("0 nothing found, drawing");
  }

  @Test
  @Timeout(60)
  void anInterruptEndsAProposal() {
    Search search = new Search(SPACE, SearchEndTest::endless, EVALUATOR, 9, 1);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> search.run(Architecture::toString, Progress.SILENT))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
