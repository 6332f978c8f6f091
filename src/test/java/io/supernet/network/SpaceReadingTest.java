package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.zero;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpaceReadingTest {

  private static final List<String> OPTIONS = List.of("skip", "go");

  /** A decision with the options {@code skip} and {@code go}; {@code go} holds the operation. */
  private static Operation choice(String decision, Operation go) {
    return (b, x) -> b.choose(decision, x, candidate("skip", identity()), candidate("go", go));
  }

  @Test
  void aDecisionThatIsObeyedTwiceAppearsOnce() {
    Definition definition =
        define(
            (b, x) -> {
              Operation dense = choice("width", (c, y) -> c.dense("dense", y, 3));
              Activation h = dense.apply(b.scope("first"), x);
              return dense.apply(b.scope("second"), h);
            });
    assertThat(definition.space().decisions()).containsExactly(new Decision("width", OPTIONS));
    assertThat(definition.weights(Architecture.of(1)))
        .extracting(WeightSpec::name)
        .containsExactly(
            "first/width/go/dense/kernel",
            "first/width/go/dense/bias",
            "second/width/go/dense/kernel",
            "second/width/go/dense/bias",
            "head/kernel",
            "head/bias");
  }

  @Test
  void aNestedDecisionMattersUnderTheOptionThatHoldsIt() {
    SearchSpace space = space(choice("outer", choice("middle", choice("inner", identity()))));
    assertThat(space.decisions())
        .containsExactly(
            new Decision("outer", OPTIONS),
            new Decision("middle", OPTIONS, List.of(new Condition(0, 1))),
            new Decision("inner", OPTIONS, List.of(new Condition(Map.of(0, 1, 1, 1)))));
    assertThat(space.size()).isEqualTo(BigInteger.valueOf(4));
  }

  @Test
  void aDecisionInEveryOptionOfAnotherMattersWhereThatStands() {
    Operation inner = choice("inner", identity());
    Operation middle =
        (b, x) -> b.choose("middle", x, candidate("skip", inner), candidate("go", inner));
    assertThat(space(middle).decisions())
        .containsExactly(new Decision("middle", OPTIONS), new Decision("inner", OPTIONS));
    assertThat(space(choice("outer", middle)).decisions())
        .containsExactly(
            new Decision("outer", OPTIONS),
            new Decision("middle", OPTIONS, List.of(new Condition(0, 1))),
            new Decision("inner", OPTIONS, List.of(new Condition(0, 1))));
  }

  @Test
  void aNestedDecisionInTwoPlacesHasBothConditions() {
    Operation inner = choice("inner", identity());
    SearchSpace space =
        space((b, x) -> choice("right", inner).apply(b, choice("left", inner).apply(b, x)));
    assertThat(space.decisions())
        .containsExactly(
            new Decision("left", OPTIONS),
            new Decision("right", OPTIONS),
            new Decision("inner", OPTIONS, List.of(new Condition(0, 1), new Condition(1, 1))));
  }

  @Test
  void aDecisionInsideASharedOneMattersOnlyInItsPlace() {
    // 'shared' always matters; 'inner' stands inside it only where 'outer' says so.
    SearchSpace space =
        space(
            (b, x) -> {
              Activation first = choice("shared", identity()).apply(b.scope("first"), x);
              Operation holding = choice("shared", choice("inner", identity()));
              return choice("outer", holding).apply(b.scope("second"), first);
            });
    assertThat(space.decisions().get(2).conditions())
        .containsExactly(new Condition(Map.of(0, 1, 1, 1)));
    assertThat(space.size()).isEqualTo(BigInteger.valueOf(5));
  }

  @Test
  void aDecisionThatStandsAloneSomewhereAlwaysMatters() {
    SearchSpace space =
        space(
            (b, x) -> {
              Operation inner = choice("inner", identity());
              return inner.apply(b, choice("outer", inner).apply(b, x));
            });
    assertThat(space.decisions())
        .containsExactlyInAnyOrder(new Decision("outer", OPTIONS), new Decision("inner", OPTIONS));
  }

  @Test
  void ordersOuterBeforeNestedHoweverTheyAreMet() {
    // 'shared' is met in 'first' before 'late', which holds it too.
    Operation shared = choice("shared", identity());
    SearchSpace space =
        space((b, x) -> choice("late", shared).apply(b, choice("first", shared).apply(b, x)));
    assertThat(space.decisions())
        .extracting(Decision::name)
        .containsExactly("first", "late", "shared");
    assertThat(space.decisions().get(2).conditions())
        .containsExactly(new Condition(0, 1), new Condition(1, 1));
  }

  @Test
  void refusesDecisionsThatHoldEachOther() {
    Operation leaf = identity();
    Operation either =
        (b, x) ->
            b.choose(
                "either",
                x,
                candidate("a", choice("left", choice("right", leaf))),
                candidate("b", choice("right", choice("left", leaf))));
    assertWrong(() -> space(either), "left", "right", "hold each other");
  }

  @Test
  void aDecisionInsideItselfIsDecidedAlready() {
    SearchSpace space = space(choice("again", choice("again", identity())));
    assertThat(space.decisions()).containsExactly(new Decision("again", OPTIONS));
  }

  @Test
  void choosesBetweenInputs() {
    SearchSpace space = space((b, x) -> b.chooseInput("input", List.of(x, b.zero(x), b.relu(x))));
    assertThat(space.decisions()).containsExactly(new Decision("input", List.of("0", "1", "2")));
    assertThat(space.connected(Architecture.of(1))).isFalse();
    assertThat(space.connected(Architecture.of(2))).isTrue();
  }

  @Test
  void connectsOnlyThroughChosenCandidates() {
    SearchSpace space =
        space(
            (b, x) -> b.choose("cut", x, candidate("none", zero()), candidate("skip", identity())));
    assertThat(space.connected(Architecture.of(0))).isFalse();
    assertThat(space.connected(Architecture.of(1))).isTrue();
  }

  @Test
  void refusesOneNameForDecisionsWithDifferentOptions() {
    assertWrong(
        () ->
            space(
                (b, x) ->
                    choice("same", identity())
                        .apply(b, b.choose("same", x, candidate("other", identity())))),
        "Decision 'same'",
        "[other] in one place and [skip, go]");
  }

  @Test
  void refusesOptionsOfOneNameAndNoOptions() {
    Operation dense = (b, x) -> b.dense("dense", x, 3);
    assertWrong(
        () -> space((b, x) -> b.choose("twice", x, candidate("d", dense), candidate("d", dense))),
        "Decision 'twice' needs options with different names, has [d, d]");
    assertWrong(
        () -> space((b, x) -> b.choose("empty", x)),
        "Decision 'empty' needs options with different names, has []");
    assertWrong(
        () -> space((b, x) -> b.chooseInput("empty", List.of())),
        "Decision 'empty' needs options with different names, has []");
  }

  @Test
  void refusesABuilderFromOutside() {
    assertWrong(
        () -> space((b, x) -> choice("outer", (inside, y) -> b.dense("d", y, 3)).apply(b, x)),
        "A candidate of decision 'outer' makes layers with a builder from outside");
    assertWrong(
        () ->
            space(
                (b, x) ->
                    choice("outer", (inside, y) -> b.chooseInput("inner", List.of(x, y)))
                        .apply(b, x)),
        "A candidate of decision 'outer'");
  }

  private static SearchSpace space(Operation body) {
    return define(body).space();
  }

  private static Definition define(Operation body) {
    return Definition.of("toy", (b, x) -> b.dense("head", body.apply(b, x), 2), Task.table(3, 2));
  }

  private static void assertWrong(ThrowingCallable call, String... parts) {
    assertRefused(call, parts);
  }
}
