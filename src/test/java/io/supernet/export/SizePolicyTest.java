package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.export.Family.Member;
import io.supernet.export.SizePolicy.Choice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizePolicyTest {

  /** A small size takes 1, 3 and 9 ms for 1, 8 and 32 requests, a large one 4, 20 and 70. */
  private static final Family FAMILY =
      family(
          member("S", Map.of(1, 1.0, 8, 3.0, 32, 9.0)),
          member("L", Map.of(1, 4.0, 8, 20.0, 32, 70.0)));

  private static Family family(Member... members) {
    return new Family("space", "macs", "accuracy", 1, "", 1, List.of(members));
  }

  private static Member member(String name, Map<Integer, Double> millis) {
    return new Member(name, 1, 1, "", 1, 1, Map.of(), millis);
  }

  @Test
  void theSameSize() {
    SizePolicy policy = SizePolicy.fixed("S", 4);
    assertThat(policy.choose(9, Duration.ZERO)).isEqualTo(new Choice("S", 4));
    assertThat(policy.choose(2, Duration.ZERO)).isEqualTo(new Choice("S", 2));
  }

  @Test
  void smallerWhileMoreWait() {
    SizePolicy policy = SizePolicy.byQueue(FAMILY, 3);
    assertThat(policy.choose(3, Duration.ZERO)).isEqualTo(new Choice("L", 3));
    assertThat(policy.choose(4, Duration.ZERO)).isEqualTo(new Choice("S", 3));
    assertThat(policy.choose(400, Duration.ZERO)).isEqualTo(new Choice("S", 3));
  }

  @Test
  void asLongAsTheMostUrgentMayWait() {
    SizePolicy policy = SizePolicy.bySlack(FAMILY);
    // Time enough: the largest. With a single request no batch is worth waiting for.
    assertThat(policy.choose(1, Duration.ofMillis(50))).isEqualTo(new Choice("L", 1));
    assertThat(policy.choose(5, Duration.ofMillis(50))).isEqualTo(new Choice("L", 5));
    assertThat(policy.choose(30, Duration.ofMillis(100))).isEqualTo(new Choice("L", 30));
    // 33 of the large size take five batches of 20 ms or two of 70; of the small one five of 3.
    assertThat(policy.choose(33, Duration.ofMillis(99))).isEqualTo(new Choice("S", 8));
    // 20 ms for 8 of the large size do not fit, 3 ms of the small one do.
    assertThat(policy.choose(8, Duration.ofMillis(15))).isEqualTo(new Choice("S", 8));
    assertThat(policy.choose(1, Duration.ofMillis(2))).isEqualTo(new Choice("S", 1));
    assertThat(policy.choose(8, Duration.ofMillis(3))).isEqualTo(new Choice("S", 8));
  }

  @Test
  void whoIsLateHelpsMostWithWhatAnswersMost() {
    SizePolicy policy = SizePolicy.bySlack(FAMILY);
    // Of 40, eight at a time take 5 · 3 ms, 32 at a time 2 · 9 ms.
    assertThat(policy.choose(40, Duration.ofMillis(-5))).isEqualTo(new Choice("S", 8));
    assertThat(policy.choose(64, Duration.ofMillis(-5))).isEqualTo(new Choice("S", 32));
    assertThat(policy.choose(2, Duration.ZERO)).isEqualTo(new Choice("S", 1));
  }

  @Test
  void withoutLatenciesThereIsNothingToChooseBy() {
    assertThatThrownBy(() -> SizePolicy.bySlack(family(member("S", Map.of()))))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("says no latencies");
  }
}
