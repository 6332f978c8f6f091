package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.controller.Controller;
import io.supernet.controller.ControllerOptions;
import io.supernet.controller.Derive;
import io.supernet.controller.Reinforce;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.evaluate.TolerantEvaluator;
import io.supernet.space.Architecture;
import io.supernet.space.OptionNotation;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SearchTest {

  private static final SearchSpace SPACE =
      new SearchSpace("cut", ToySpaces.nested().decisions(), a -> a.choice(1) != 2);
  private static final Architecture A = Architecture.of(0, 0);
  private static final Architecture B = Architecture.of(1, 0);
  private static final Architecture C = Architecture.of(1, 1);
  private static final ControllerOptions CONTROLLER = new ControllerOptions(4, 5, 2.5, 0, 0.1, 0.9);
  private static final Evaluator EVALUATOR = Toys.evaluator(a -> a.equals(B) ? 0.8123 : 0.25);

  /** Proposes these generations, whatever it is asked. */
  private static final class Scripted implements SearchStrategy {
    private final Deque<List<Architecture>> generations = new ArrayDeque<>();
    private final List<List<Evaluation>> heard = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    @SafeVarargs
    Scripted(List<Architecture>... generations) {
      for (List<Architecture> generation : generations) {
        this.generations.add(generation);
      }
    }

    @Override
    public List<Architecture> propose(int most) {
      asked.add(most);
      return generations.isEmpty() ? List.of() : generations.remove();
    }

    @Override
    public void observe(List<Evaluation> evaluations) {
      heard.add(evaluations);
    }
  }

  /** Writes down what it hears. */
  private static class Diary implements Progress {
    final List<String> lines = new ArrayList<>();

    @Override
    public void hear(Event event) {
      if (event instanceof Begun begun) {
        lines.add(begun.phase() + " of " + begun.total());
      } else if (event instanceof Advanced advanced) {
        lines.add(advanced.done() + ": " + advanced.status().text());
      } else if (event instanceof Ended ended) {
        lines.add(ended.summary());
      }
    }
  }

  @Test
  void runsUntilTheStrategyEndsAndReportsEveryBatch() {
    Scripted strategy = new Scripted(List.of(A, B), List.of(C));
    Diary diary = new Diary();
    SearchResult result =
        new Search(SPACE, watched -> strategy, EVALUATOR, 9, 1)
            .run(a -> new OptionNotation().format(SPACE, a), diary);
    assertThat(Toys.architectures(result)).containsExactly(A, B, C);
    assertThat(strategy.asked).containsExactly(9, 7, 6);
    assertThat(strategy.heard)
        .containsExactly(result.evaluations().subList(0, 2), result.evaluations().subList(2, 3));
    assertThat(diary.lines)
        .containsExactly(
            "scripted of 9",
            "1: best accuracy 0.2500 o0/-",
            "2: best accuracy 0.8123 o1/o0",
            "3: best accuracy 0.8123 o1/o0",
            "best accuracy 0.8123 o1/o0, 3 of 9 evaluated: no other architecture was found");
  }

  /** Whose proposals are of one each: what is done for one must not grow with what was done. */
  @Test
  void tenThousandProposalsCostTenThousandTimesOne() {
    int count = 10_000;
    SearchSpace space = ToySpaces.flat(100, 100);
    int[] looks = {0};
    Objective counted = new Objective("x", true, e -> ++looks[0] * 0 + e.accuracy());
    SearchStrategy one =
        new SearchStrategy() {
          private int next;

          @Override
          public List<Architecture> propose(int most) {
            return List.of(Architecture.of(next / 100, next++ % 100));
          }

          @Override
          public void observe(List<Evaluation> evaluations) {
            assertThat(evaluations).hasSize(1);
          }
        };
    SearchResult result =
        new Search(
                space,
                watched -> one,
                Toys.evaluator(a -> (a.choice(0) + a.choice(1)) / 200.0),
                count,
                4)
            .withObjective(counted)
            .run(Architecture::toString, Progress.SILENT);
    assertThat(result.evaluations()).hasSize(count);
    // Two to compare it with the best, one to show the best.
    assertThat(looks[0]).isBetween(count, 4 * count);
  }

  @Test
  void stopsWhenTheBudgetIsUsed() {
    Scripted strategy = new Scripted(List.of(A), List.of(B), List.of(C));
    assertThat(Toys.search(SPACE, strategy, EVALUATOR, 2).evaluations()).hasSize(2);
    assertThat(strategy.asked).containsExactly(2, 1);
  }

  @Test
  void aStrategyThatFindsNothingGivesAnEmptyResult() {
    Diary diary = new Diary();
    SearchResult result =
        new Search(SPACE, watched -> new Scripted(), EVALUATOR, 2, 1)
            .run(Architecture::toString, diary);
    assertThat(result.evaluations()).isEmpty();
    assertThat(result.top(3)).isEmpty();
    assertThat(diary.lines)
        .containsExactly(
            "scripted of 2", "nothing found, 0 of 2 evaluated: no other architecture was found");
  }

  @Test
  void cancelingEndsTheSearchAfterTheBatch() {
    List<Architecture> evaluated = new ArrayList<>();
    Evaluator evaluator =
        batch -> {
          evaluated.addAll(batch);
          return EVALUATOR.evaluate(batch);
        };
    Progress impatient =
        new Diary() {
          @Override
          public void hear(Event event) {
            if (event instanceof Advanced) {
              throw new CancellationException("enough");
            }
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
    assertThatThrownBy(
            () ->
                new Search(SPACE, watched -> strategy, EVALUATOR, 9, 1)
                    .withTimeLimit(Duration.ZERO))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("PT0S");
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
        new Search(SPACE, SearchTest::endless, EVALUATOR, 9, 1)
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
        new Diary() {
          @Override
          public void hear(Event event) {
            if (event instanceof Advanced advanced) {
              throw new CancellationException(advanced.done() + " " + advanced.status().text());
            }
          }
        };
    Search search = new Search(SPACE, SearchTest::endless, EVALUATOR, 9, 1);
    assertThatThrownBy(() -> search.run(Architecture::toString, impatient))
        .isInstanceOf(CancellationException.class)
        .hasMessage("0 nothing found, drawing");
  }

  @Test
  @Timeout(60)
  void anInterruptEndsAProposal() {
    Search search = new Search(SPACE, SearchTest::endless, EVALUATOR, 9, 1);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> search.run(Architecture::toString, Progress.SILENT))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void theListenerHearsOfFailuresTooAndTheBestIsOneThatDidNotFail() {
    Evaluator fragile = new TolerantEvaluator(batch -> batch.stream().map(this::fragile).toList());
    List<Evaluation> heard = new ArrayList<>();
    Diary diary = new Diary();
    SearchResult result =
        new Search(SPACE, watched -> new Scripted(List.of(B, A, C)), fragile, 9, 3)
            .withListener(heard::add)
            .withObjective(Objective.LOSS)
            .run(Architecture::toString, diary);
    assertThat(result.evaluations())
        .containsExactly(
            Evaluation.failed(B, "too deep"),
            Toys.evaluation(A, a -> 0.25),
            new Evaluation(C, 1, Double.NaN))
        .isEqualTo(heard);
    assertThat(result.evaluations().get(2).failure()).isEqualTo("its output is not finite");
    assertThat(diary.lines)
        .contains("best loss 0.7500 [0, 0], 3 of 9 evaluated: no other architecture was found");
  }

  private Evaluation fragile(Architecture architecture) {
    if (architecture.equals(B)) {
      throw new EvaluationException("too deep");
    }
    return architecture.equals(C)
        ? new Evaluation(C, 1, Double.NaN)
        : Toys.evaluation(architecture, a -> 0.25);
  }

  @Test
  void topIsBestFirstAndTiesKeepTheirOrder() {
    Evaluation late = new Evaluation(A, 0.5, 0.2);
    Evaluation first = new Evaluation(B, 0.5, 0.7);
    Evaluation second = new Evaluation(C, 0.5, 0.7);
    Evaluation wild = new Evaluation(Architecture.of(1, 2), 0.5, Double.NaN);
    SearchResult result = new SearchResult(List.of(wild, first, second, late));
    assertThat(result.top(3)).containsExactly(late, first, second);
    assertThat(result.top(9)).containsExactly(late, first, second);
  }

  @Test
  void aStrategyKeepsItsContract() {
    refuses(new Scripted(List.of(A, B, C)), "it proposed 3 of at most 2.");
    refuses(new Scripted(List.of(A, A)), "it proposed [0, 0] twice.");
    refuses(new Scripted(List.of(A), List.of(A)), "it proposed [0, 0] twice.");
    refuses(
        new Scripted(List.of(Architecture.of(0, 1))),
        "it proposed [0, 1], which is not canonical.");
    refuses(
        new Scripted(List.of(Architecture.of(1, 2))), "it proposed [1, 2], which is not admitted.");
  }

  private static void refuses(Scripted strategy, String message) {
    assertThatThrownBy(() -> Toys.search(SPACE, strategy, EVALUATOR, 2))
        .isInstanceOf(SupernetException.class)
        .hasMessage(Scripted.class.getName() + " broke its contract: " + message);
  }

  @Test
  void anArchitectureOfAnotherSpaceIsRefused() {
    Scripted strategy = new Scripted(List.of(Architecture.of(0, 0, 0)));
    assertThatThrownBy(() -> Toys.search(SPACE, strategy, EVALUATOR, 2))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("Space 'cut' has 2 decisions");
  }

  @Test
  void anEvaluatorKeepsItsContract() {
    Evaluator lazy = batch -> EVALUATOR.evaluate(batch.subList(1, batch.size()));
    Evaluator reversed = batch -> EVALUATOR.evaluate(List.of(batch.get(1), batch.get(0)));
    assertThatThrownBy(() -> Toys.search(SPACE, new Scripted(List.of(A, B)), lazy, 2))
        .isInstanceOf(SupernetException.class)
        .hasMessageEndingWith("it was asked for [[0, 0], [1, 0]] and evaluated [[1, 0]].");
    assertThatThrownBy(() -> Toys.search(SPACE, new Scripted(List.of(A, B)), reversed, 2))
        .isInstanceOf(SupernetException.class)
        .hasMessageEndingWith("it was asked for [[0, 0], [1, 0]] and evaluated [[1, 0], [0, 0]].");
  }

  @Test
  void budgetAndBatchArePositive() {
    assertThatThrownBy(() -> new Search(SPACE, watched -> new Scripted(), EVALUATOR, 0, 1))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("these are 0 and 1");
    assertThatThrownBy(() -> new Search(SPACE, watched -> new Scripted(), EVALUATOR, 1, 0))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("these are 1 and 0");
  }
}
