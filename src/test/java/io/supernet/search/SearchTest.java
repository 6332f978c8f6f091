package io.supernet.search;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.evaluate.TolerantEvaluator;
import io.supernet.space.Architecture;
import io.supernet.space.OptionNotation;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {

  static final SearchSpace SPACE =
      new SearchSpace("cut", ToySpaces.nested().decisions(), a -> a.choice(1) != 2);
  static final Architecture A = Architecture.of(0, 0);
  static final Architecture B = Architecture.of(1, 0);
  static final Architecture C = Architecture.of(1, 1);
  static final Evaluator EVALUATOR = Toys.evaluator(a -> a.equals(B) ? 0.8123 : 0.25);

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
    assertRefused(() -> Toys.search(SPACE, strategy, EVALUATOR, 2), "Space 'cut' has 2 decisions");
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
    assertRefused(
        () -> new Search(SPACE, watched -> new Scripted(), EVALUATOR, 0, 1), "these are 0 and 1");
    assertRefused(
        () -> new Search(SPACE, watched -> new Scripted(), EVALUATOR, 1, 0), "these are 1 and 0");
  }
}
