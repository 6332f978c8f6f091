package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Gives a reader so many damaged inputs: each is read right or refused by name, in one sentence on
 * one line. The same inputs each time; how many, not how long, ends it.
 */
abstract class FuzzTest {

  private static final int NIGHTLY_SEEDS = 10;
  private static final int NIGHTLY_TIMES = 5;

  private static final int LONGEST_MESSAGE = 4_100;

  private final int rounds;
  private final Set<Kind> kinds;

  /**
   * A test.
   *
   * @param rounds inputs of each seed
   * @param kinds of refusals that are documented for this reader
   */
  FuzzTest(int rounds, Kind... kinds) {
    this.rounds = rounds;
    this.kinds = Set.of(kinds);
  }

  /** One damaged input, ready to be read. */
  interface Input {
    /** Reads it and checks by other means that what was read is right. */
    void read() throws Exception;

    /** What every refusal names: a file, or what is not right. */
    String name();

    /** The input, should a person have to look at it. */
    String shown();
  }

  /** The next input of this stream. */
  abstract Input next(Mutations mutations, RandomGenerator random) throws Exception;

  @Test
  void isReadRightOrRefused(TestReporter report) throws Exception {
    fuzz(1, rounds, report);
  }

  @Test
  @Tag("nightly")
  void manyMoreAreReadRightOrRefused(TestReporter report) throws Exception {
    for (int seed = 2; seed < 2 + NIGHTLY_SEEDS; seed++) {
      fuzz(seed, NIGHTLY_TIMES * rounds, report);
    }
  }

  private void fuzz(long seed, int times, TestReporter report) throws Exception {
    RandomGenerator random = new Random(seed);
    Mutations mutations = new Mutations(random);
    int refused = 0;
    for (int round = 0; round < times; round++) {
      Input input = next(mutations, random);
      try {
        input.read();
      } catch (SupernetException e) {
        refused++;
        check(e, input, "seed " + seed + ", round " + round);
      } catch (Throwable e) {
        throw new AssertionError(
            "Seed " + seed + ", round " + round + ": " + input.shown() + " ends in " + e, e);
      }
    }
    report.publishEntry(
        Map.of("seed", "" + seed, "read", "" + (times - refused), "refused", "" + refused));
    assertThat(refused).as("Refused of %d", times).isBetween(times / 20, times - times / 100);
  }

  private void check(SupernetException e, Input input, String which) {
    assertThat(e.kind()).as("%s: %s", which, e.getMessage()).isIn(kinds);
    assertThat(e.getMessage()).as(which).endsWith(".").hasSizeLessThan(LONGEST_MESSAGE);
    // Of a long message only the ends are left.
    assertThat(e.getMessage()).as(which).containsAnyOf(input.name(), " … ");
    assertThat(CharMatcher.javaIsoControl().matchesNoneOf(e.getMessage()))
        .as("%s has control characters: %s", which, e.getMessage())
        .isTrue();
  }
}
