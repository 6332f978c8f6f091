package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedChoiceTest {

  private static final Operation LEAF = (b, x) -> b.dense("leaf", x, 3);
  private static final List<Candidate> SKIP_OR_LEAF =
      List.of(candidate("skip", identity()), candidate("leaf", LEAF));

  @Test
  void isNoDecisionButASwitch() {
    Definition definition =
        define(
            (b, x) -> {
              b.decision("width", List.of("1", "2", "3"));
              return b.follow("wide", c -> c.of("width") / 2, x, SKIP_OR_LEAF);
            });
    assertThat(definition.space().decisions())
        .containsExactly(new Decision("width", List.of("1", "2", "3")));
    assertThat(definition.switches(Architecture.of(1))).containsExactly(1, 0);
    assertThat(definition.switches(Architecture.of(2))).containsExactly(2, 1);
    assertThat(definition.cost(Architecture.of(2)).parameters())
        .isEqualTo(definition.cost(Architecture.of(1)).parameters() + 12);
  }

  @Test
  void decisionsInsideStandAsOutside() {
    Definition definition =
        define(
            (b, x) -> {
              Activation h = b.choose("op", x, SKIP_OR_LEAF);
              List<Candidate> more =
                  List.of(
                      candidate("no", identity()),
                      candidate("yes", (c, y) -> c.choose("more", y, SKIP_OR_LEAF)));
              return b.follow("again", c -> c.of("op"), h, more);
            });
    assertThat(definition.space().decisions())
        .extracting(Decision::name)
        .containsExactly("op", "more");
    assertThat(definition.space().decisions().get(1).conditions()).isEmpty();
  }

  @Test
  void aRuleSeesZeroWhereADecisionDoesNotMatter() {
    Definition definition =
        define(
            (b, x) -> {
              Operation holding = (c, y) -> c.choose("inner", y, SKIP_OR_LEAF);
              Activation h =
                  b.choose("outer", x, candidate("skip", identity()), candidate("go", holding));
              return b.follow("after", c -> c.of("inner"), h, SKIP_OR_LEAF);
            });
    assertThat(definition.switches(Architecture.of(0, 1))).containsExactly(0, 0, 0);
    assertThat(definition.switches(Architecture.of(1, 1))).containsExactly(1, 1, 1);
  }

  @Test
  void refusesRulesThatDoNotFit() {
    Definition unknown = define((b, x) -> b.follow("f", c -> c.of("nothing"), x, SKIP_OR_LEAF));
    assertRefused(
        () -> unknown.cost(Architecture.of()),
        "derives a choice from 'nothing', which is not one of its decisions");
    Definition outOfRange = define((b, x) -> b.follow("f", c -> 2, x, SKIP_OR_LEAF));
    assertRefused(
        () -> outOfRange.cost(Architecture.of()), "The rule of 'f' gives option 2 of [skip, leaf]");
  }

  @Test
  void refusesTwoRulesOfOneName() {
    Definition definition =
        define(
            (b, x) -> {
              Activation h = b.choose("op", x, SKIP_OR_LEAF);
              h = b.follow("f", c -> c.of("op"), h, SKIP_OR_LEAF);
              return b.scope("s").follow("f", c -> 1 - c.of("op"), h, SKIP_OR_LEAF);
            });
    assertRefused(
        () -> definition.cost(Architecture.of(1)), "Two choices named 'f' follow different rules");
  }

  @Test
  void rawLayersOfOnePlaceKeepTheirOwnShapes() {
    Definition definition =
        define(
            (b, x) -> {
              NetworkBuilder place = b.scope("place");
              Operation twice =
                  (c, y) ->
                      c.dense(
                          "narrow",
                          c.at(place)
                              .tensorflow(
                                  List.of(y),
                                  (tf, in) ->
                                      tf.concat(List.of(in.get(0), in.get(0)), tf.constant(1))),
                          3);
              Operation once =
                  (c, y) ->
                      c.dense(
                          "narrow",
                          c.at(place).tensorflow(List.of(y), (tf, in) -> tf.identity(in.get(0))),
                          3);
              return b.choose("op", x, candidate("twice", twice), candidate("once", once));
            });
    // 6x3 or 3x3, with bias, and 3x2 with bias in the head.
    assertThat(definition.cost(Architecture.of(0)).parameters()).isEqualTo(21 + 8);
    assertThat(definition.cost(Architecture.of(1)).parameters()).isEqualTo(12 + 8);
  }

  @Test
  void aWeightOfTwoPlacesIsOneWeightUnlessBothAreComputed() {
    Operation shared = (c, x) -> c.dense("leaf", x, 3);
    Definition definition =
        define(
            (b, x) -> {
              NetworkBuilder place = b.scope("place");
              Operation there = (c, y) -> shared.apply(c.at(place), y);
              List<Candidate> options =
                  List.of(candidate("skip", identity()), candidate("go", there));
              return b.choose("second", b.choose("first", x, options), options);
            });
    assertThat(definition.weights(Architecture.of(1, 0)))
        .isEqualTo(definition.weights(Architecture.of(0, 1)))
        .extracting(WeightSpec::name)
        .contains("place/leaf/kernel");
    // 3x3 kernel and bias here and in the head with two outputs: 12 + 8.
    assertThat(definition.supernetParameters()).isEqualTo(20);
    assertRefused(
        () -> definition.cost(Architecture.of(1, 1)),
        "Two weights of the network are named 'place/leaf/kernel'");
  }

  private static Definition define(Operation body) {
    return Definition.of(
        "derived", (b, x) -> b.dense("head", body.apply(b, x), 2), Task.table(3, 2));
  }
}
