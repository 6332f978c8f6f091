package io.supernet.plan;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.supernet.tournament.Rungs;
import org.junit.jupiter.api.Test;

class DivisionTest {

  /** A supernet's epoch takes 4 s, one alone 3 s; each start of a training costs 1 s. */
  private static final Prices PRICES = new Prices(3, 4, 0.3, 0, 1, 3);

  @Test
  void fiveMinutesByHand() {
    Division division = Division.divide(300, "s", PRICES, 15, Long.MAX_VALUE, false);

    // Four whole trainings of 25 epochs at 3 s are 300 s. 30 % for the supernet are 90 s: 3 to
    // build
    // it and 21 epochs. 16 % for the search are 48 s: 160 evaluations.
    assertThat(division.epochs()).isEqualTo(25);
    assertThat(division.supernetEpochs()).isEqualTo(21);
    assertThat(division.evaluations()).isEqualTo(160);
    assertThat(division.expected().get("train")).isEqualTo(87, offset(1e-9));
    assertThat(division.expected().get("search")).isEqualTo(48, offset(1e-9));
    // 94 % of 300 s less these are 147 s: 8 at 1, 4 at 2, 2 at 4 and 1 at 25 epochs are 37 epochs
    // and 15 starts, 126 s. A ninth makes it 45 epochs and 20 starts, 155 s.
    assertThat(division.shortlist()).isEqualTo(8);
    assertThat(division.top()).isEqualTo(1);
    Rungs rungs = Rungs.tournament(division.shortlist(), division.top(), division.epochs());
    double price =
        3 * rungs.totalEpochs() + rungs.list().stream().mapToInt(r -> r.entrants()).sum();
    assertThat(division.expected().get("retrain")).isEqualTo(price, offset(1e-9));
    assertThat(price).isEqualTo(126);
    Rungs more = Rungs.tournament(division.shortlist() + 1, 1, division.epochs());
    assertThat(3 * more.totalEpochs() + more.list().stream().mapToInt(r -> r.entrants()).sum())
        .isEqualTo(155);
  }

  /** Nothing is learned in an epoch: rather two networks for four than four for two. */
  @Test
  void whereEpochsAreLongFewerAreTrained() {
    assertThat(Division.epochs(300, new Prices(0, 1, 1, 0, 1, 10), 200, false)).isEqualTo(7);
    assertThat(Division.epochs(300, new Prices(0, 1, 1, 0, 1, 10), 200, true)).isEqualTo(5);
    assertThat(Division.epochs(300, new Prices(0, 1, 1, 0, 1, 25), 200, false)).isEqualTo(4);
    assertThat(Division.epochs(300, new Prices(0, 1, 1, 0, 1, 40), 200, false)).isEqualTo(3);
    assertThat(Division.epochs(300, new Prices(0, 1, 1, 0, 1, 200), 200, false)).isEqualTo(1);
  }

  @Test
  void aSupernetThatDoesNotPayLeavesItsTimeToTheTournament() {
    Division without = Division.divide(300, "s", PRICES, 22, Long.MAX_VALUE, false);
    Division with = Division.divide(300, "s", PRICES, 21, Long.MAX_VALUE, false);

    assertThat(without.supernetEpochs()).isZero();
    assertThat(without.evaluations()).isZero();
    assertThat(without.expected()).containsOnlyKeys("retrain");
    assertThat(without.shortlist()).isGreaterThan(with.shortlist());
  }

  @Test
  void aLongTimeTrainsSeveralToTheEnd() {
    Division hours = Division.divide(36_000, "s", PRICES, 15, Long.MAX_VALUE, false);

    assertThat(hours.epochs()).isEqualTo(200);
    assertThat(hours.shortlist()).isEqualTo(32);
    assertThat(hours.top()).isGreaterThan(1);
    assertThat(hours.evaluations()).isEqualTo(1_000);
    double all = hours.expected().values().stream().mapToDouble(s -> s).sum();
    assertThat(all).isBetween(0.5 * 36_000, 0.94 * 36_000);
  }

  @Test
  void oneThatIsTrainedToTheEndInAnyCaseHasItsTime() {
    Division division = Division.divide(300, "s", PRICES, 15, Long.MAX_VALUE, true);

    // Its 16 epochs and one start are 49 s of the 147 s above. 7 at 1, 4 at 2, 2 at 4 and 1 at 16
    // epochs are 27 epochs and 14 starts, 95 s; with an eighth they are 28 and 15, 99 s.
    assertThat(division.shortlist()).isEqualTo(1 + 7);
    assertThat(division.top()).isEqualTo(1);
    assertThat(division.expected().get("retrain")).isEqualTo(49 + 95, offset(1e-9));
    assertThat(
            division.withoutSupernet("s", PRICES, Long.MAX_VALUE, true).expected().get("retrain"))
        .isBetween(0.8 * 0.94 * 300, 0.94 * 300);
  }

  @Test
  void noMoreThanThereAreEnter() {
    Division division = Division.divide(300, "s", PRICES, 15, 3, false);

    assertThat(division.shortlist()).isEqualTo(2);
    assertThat(division.evaluations()).isEqualTo(3);
  }

  @Test
  void tooLittleNamesTheLeast() {
    assertRefused(
        () -> Division.divide(3, "s", PRICES, 15, Long.MAX_VALUE, false),
        "3 s are too few",
        "at least");
    Division.divide(5, "s", PRICES, 15, Long.MAX_VALUE, false);
  }

  @Test
  void withoutASupernetSomeAreScoredIfThatCostsLittle() {
    Prices cheap = new Prices(3, 4, 0.3, 0.2, 1, 3);
    Division division = Division.divide(300, "s", cheap, Integer.MAX_VALUE, Long.MAX_VALUE, false);
    // 8 % of 300 s are 120 scores of 0.2 s.
    assertThat(division.evaluations()).isEqualTo(120);
    assertThat(division.expected().get("search")).isCloseTo(24, within(1e-9));
    double spent = division.expected().values().stream().mapToDouble(s -> s).sum();
    assertThat(spent).isLessThanOrEqualTo(0.94 * 300);
    // Fifteen would be no choice; and of 10 architectures there are no more.
    Prices dear = new Prices(3, 4, 0.3, 1.6, 1, 3);
    assertThat(Division.divide(300, "s", dear, 999, Long.MAX_VALUE, false).evaluations()).isZero();
    assertThat(Division.divide(300, "s", cheap, 999, 20, false).evaluations()).isEqualTo(20);
    // A supernet that pays says more.
    assertThat(Division.divide(300, "s", cheap, 15, Long.MAX_VALUE, false).supernetEpochs())
        .isPositive();
  }
}
