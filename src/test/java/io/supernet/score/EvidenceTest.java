package io.supernet.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final double[] TRUTH = {1, 2, 3, 4, 5, 6};
  private static final double[] BACKWARD = {6, 5, 4, 3, 2, 1};

  @Test
  void withoutTrainingsEachIsBelieved() {
    assertThat(Evidence.weights(List.of(new double[0], new double[0]), new double[0]))
        .containsExactly(1, 1);
  }

  /** Tau 1 is more than expected; tau -1 of 6 against 0.5 of as many: -0.25, which is below 0. */
  @Test
  void whatTrainingsContradictIsLeftOutAndNotTurnedAround() {
    assertThat(Evidence.weights(List.of(TRUTH, BACKWARD), TRUTH)).containsExactly(1, 0);
  }

  /** One that tells nothing apart: tau 0 of 6 and 0.5 of as many give half of what was expected. */
  @Test
  void whatTellsNothingApartLosesItsWeightAsTrainingsArrive() {
    double[] same = new double[6];
    assertThat(Evidence.weights(List.of(same), TRUTH))
        .containsExactly(new double[] {0.5}, Offset.offset(1e-12));
    double[] more = new double[54];
    double[] truth = new double[54];
    Arrays.setAll(truth, i -> i);
    assertThat(Evidence.weights(List.of(more), truth))
        .containsExactly(new double[] {0.1}, Offset.offset(1e-12));
  }
}
