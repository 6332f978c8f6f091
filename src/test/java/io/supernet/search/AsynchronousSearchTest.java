package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searches whose evaluations are finished out of order. */
@Timeout(60)
class AsynchronousSearchTest {

  private static final SearchSpace SPACE = ToySpaces.flat(50);

  /** What happened, such as {@code "propose 2: 0 1"} and {@code "hear 1"}. */
  private final List<String> story = new ArrayList<>();

  /** Proposes in order, but two more than the last one that it heard of: the order matters. */
  private final class Teller implements SearchStrategy {
    private final Set<Capability> capabilities;
    private int next;

    Teller(Capability... capabilities) {
      this.capabilities = Set.of(capabilities);
    }

    @Override
    public Set<Capability> capabilities() {
      return capabilities;
    }

    @Override
    public List<Architecture> propose(int most) {
      List<Architecture> proposal = new ArrayList<>();
      while (proposal.size() < most && next < 50) {
        proposal.add(Architecture.of(next++));
      }
      story.add("propose " + most + ":" + words(proposal));
      return proposal;
    }

    @Override
    public void observe(List<Evaluation> evaluations) {
      story.add("hear" + words(evaluations.stream().map(Evaluation::architecture).toList()));
      next += evaluations.get(0).architecture().choice(0) % 2;
    }
  }

  private static String words(List<Architecture> architectures) {
    StringBuilder words = new StringBuilder();
    architectures.forEach(a -> words.append(' ').append(a.choice(0)));
    return words.toString();
  }

  /** Finishes of two that it begins the later first, once somebody waits for both of them. */
  private static final class Swapping implements AsynchronousEvaluator {
    private final Deque<Runnable> held = new ArrayDeque<>();

    @Override
    public CompletableFuture<Evaluation> begin(Architecture architecture) {
      CompletableFuture<Evaluation> evaluation =
          new CompletableFuture<>() {
            @Override
            public CompletableFuture<Evaluation> whenComplete(
                BiConsumer<? super Evaluation, ? super Throwable> action) {
              CompletableFuture<Evaluation> waiting = super.whenComplete(action);
              finishTwo();
              return waiting;
            }
          };
      held.push(() -> evaluation.complete(evaluated(architecture)));
      return evaluation;
    }

    private void finishTwo() {
      if (held.size() == 2) {
        held.pop().run();
        held.pop().run();
      }
    }
  }

  /** Finishes the second of two, then the first. */
  private static AsynchronousEvaluator reversed() {
    Deque<Runnable> held = new ArrayDeque<>();
    return architecture -> {
      CompletableFuture<Evaluation> evaluation = new CompletableFuture<>();
      held.push(() -> evaluation.complete(evaluated(architecture)));
      while (held.size() == 2 || (held.size() == 1 && architecture.choice(0) % 2 == 1)) {
        held.pop().run();
      }
      return evaluation;
    };
  }

  private static Evaluation evaluated(Architecture architecture) {
    return Toys.evaluation(architecture, a -> a.choice(0) / 50.0);
  }

  @Test
  void anAsynchronousStrategyHearsWhatIsFinishedFirst() {
    SearchResult result = search(new Teller(Capability.ASYNCHRONOUS), new Swapping(), 6);
    assertThat(story)
        .containsExactly(
            "propose 2: 0 1",
            "hear 1",
            "propose 1: 3",
            "hear 0",
            "propose 1: 4",
            "hear 4",
            "propose 1: 5",
            "hear 3",
            "propose 1: 7",
            "hear 7",
            "hear 5");
    assertThat(words(Toys.architectures(result))).isEqualTo(" 1 0 4 3 7 5");
  }

  @Test
  void allOthersHearInTheOrderOfTheirProposals() {
    SearchResult result = search(new Teller(), reversed(), 6);
    assertThat(story).containsExactly("propose 6: 0 1 2 3 4 5", "hear 0 1 2 3 4 5");
    assertThat(words(Toys.architectures(result))).isEqualTo(" 0 1 2 3 4 5");
  }

  @Test
  void anEvaluatorThatIsNotAsynchronousKeepsTheOrder() {
    Evaluator evaluator = Toys.evaluator(a -> a.choice(0) / 50.0);
    SearchResult result = search(new Teller(Capability.ASYNCHRONOUS), evaluator, 5);
    assertThat(words(Toys.architectures(result))).isEqualTo(" 0 1 2 4 5");
    assertThat(story).startsWith("propose 2: 0 1", "hear 0", "propose 1: 2", "hear 1");
  }

  /** It ends where it proposes nothing while nothing is under way. */
  @Test
  void aStrategyMayWaitForWhatItHasNotHeard() {
    SearchStrategy waiting =
        new SearchStrategy() {
          private final List<Architecture> open = new ArrayList<>();
          private int next;

          @Override
          public Set<Capability> capabilities() {
            return Set.of(Capability.ASYNCHRONOUS);
          }

          @Override
          public List<Architecture> propose(int most) {
            if (open.isEmpty() && next < 6) {
              open.add(Architecture.of(next++));
              open.add(Architecture.of(next++));
              return List.copyOf(open);
            }
            return List.of();
          }

          @Override
          public void observe(List<Evaluation> evaluations) {
            open.remove(evaluations.get(0).architecture());
          }
        };
    SearchResult result = search(waiting, new Swapping(), 40);
    assertThat(words(Toys.architectures(result))).isEqualTo(" 1 0 3 2 5 4");
    assertThat(result.end()).isEqualTo("no other architecture was found");
  }

  /** Whatever is finished first this time. */
  @Test
  void goesOnInTheOrderInWhichItHeardBefore() {
    SearchResult whole = search(new Teller(Capability.ASYNCHRONOUS), new Swapping(), 10);
    List<String> told = List.copyOf(story);
    for (int heard = 1; heard <= 10; heard++) {
      story.clear();
      Past past = new Past(Toys.architectures(whole).subList(0, heard));
      SearchResult resumed =
          asynchronous(new Teller(Capability.ASYNCHRONOUS), begun(), 10)
              .withHistory(past)
              .run(Architecture::toString, Progress.SILENT);
      assertThat(resumed.evaluations())
          .hasSize(10)
          .startsWith(whole.evaluations().subList(0, heard).toArray(Evaluation[]::new));
      String last = "hear" + words(past.then.subList(heard - 1, heard));
      assertThat(story).startsWith(told.subList(0, told.indexOf(last)).toArray(String[]::new));
    }
  }

  @Test
  void anotherProposalThanBeforeIsTold() {
    Past past = new Past(List.of(Architecture.of(1), Architecture.of(40)));
    Search search =
        asynchronous(new Teller(Capability.ASYNCHRONOUS), begun(), 10).withHistory(past);
    assertThatThrownBy(() -> search.run(Architecture::toString, Progress.SILENT))
        .isInstanceOf(SupernetException.class)
        .hasMessage("[0] as number 2");
  }

  @Test
  void aFailureEndsTheSearchAndCancelsWhatIsUnderWay() {
    List<CompletableFuture<Evaluation>> all = new ArrayList<>();
    AsynchronousEvaluator evaluator =
        architecture -> {
          CompletableFuture<Evaluation> evaluation = new CompletableFuture<>();
          all.add(evaluation);
          if (architecture.choice(0) == 1) {
            evaluation.completeExceptionally(new EvaluationException("lost"));
          }
          return evaluation;
        };
    assertThatThrownBy(() -> search(new Teller(Capability.ASYNCHRONOUS), evaluator, 10))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("lost");
    assertThat(all.get(0)).isCancelled();
  }

  @Test
  void whatIsUnderWayWhenTheTimeIsUpIsHeard() {
    SearchResult result =
        asynchronous(new Teller(Capability.ASYNCHRONOUS), new Swapping(), 10)
            .withTimeLimit(Duration.ofNanos(1))
            .run(Architecture::toString, Progress.SILENT);
    assertThat(words(Toys.architectures(result))).isEqualTo(" 1 0");
  }

  @Test
  void cancelingEndsTheWaiting() {
    AsynchronousEvaluator never = architecture -> new CompletableFuture<>();
    Progress impatient =
        event -> {
          if (event instanceof Progress.Advanced advanced) {
            throw new CancellationException(advanced.status().text());
          }
        };
    Search search = asynchronous(new Teller(Capability.ASYNCHRONOUS), never, 10);
    assertThatThrownBy(() -> search.run(Architecture::toString, impatient))
        .isInstanceOf(CancellationException.class)
        .hasMessage("nothing found, waiting");
  }

  private static AsynchronousEvaluator begun() {
    return architecture -> CompletableFuture.completedFuture(evaluated(architecture));
  }

  private record Past(List<Architecture> then) implements SearchHistory {
    @Override
    public Optional<Architecture> past(int number) {
      return number <= then.size() ? Optional.of(then.get(number - 1)) : Optional.empty();
    }

    @Override
    public SupernetException differs(int number, Architecture asked) {
      return new SupernetException(Kind.RUN, asked + " as number " + number);
    }

    @Override
    public void hear(List<Evaluation> evaluations) {}
  }

  private static SearchResult search(SearchStrategy strategy, Evaluator evaluator, int budget) {
    return asynchronous(strategy, evaluator, budget).run(Architecture::toString, Progress.SILENT);
  }

  /** Two at once. */
  private static Search asynchronous(SearchStrategy strategy, Evaluator evaluator, int budget) {
    return new Search(SPACE, watched -> strategy, evaluator, budget, 2);
  }
}
