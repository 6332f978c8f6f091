package io.supernet.supernet;

import static io.supernet.network.Candidate.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.SupernetException;
import io.supernet.network.Activation;
import io.supernet.network.Definition;
import io.supernet.network.Operations;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;

class NaswotTest {

  private static final int EXAMPLES = 64;
  private static final int FEATURES = 200;
  private static final Task ROWS = Task.table(FEATURES, 2);

  private static final Architecture WITHOUT = Architecture.of(0);
  private static final Architecture WITH = Architecture.of(1);

  /** One rectifier reads the noise itself; the other, where it is chosen, agrees with it. */
  private static final Definition TWO_RECTIFIERS =
      Definition.of(
          "rectifiers",
          (b, x) -> {
            Activation first = b.relu(x);
            Activation second =
                b.choose(
                    "second",
                    first,
                    candidate("without", Operations.identity()),
                    candidate("with", Operations.relu()));
            return b.dense("head", second, b.task().outputs());
          },
          ROWS);

  @Test
  void isTheLogarithmOfTheDeterminant() {
    assertThat(Naswot.logDeterminant(MatrixUtils.createRealMatrix(new double[][] {{2, 1}, {1, 3}})))
        .isEqualTo(Math.log(5), within(1e-12));
    assertThat(Naswot.logDeterminant(MatrixUtils.createRealMatrix(new double[][] {{1, 1}, {1, 1}})))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void countsOnWhatRectifiersAgree() {
    double expected = Naswot.logDeterminant(MatrixUtils.createRealMatrix(agreements(7)));
    double[] scores = new Naswot(TWO_RECTIFIERS, 7).score(List.of(WITHOUT, WITH));
    assertThat(scores[0]).isEqualTo(expected, within(1e-6));
    // Two that agree count twice: |2 K| is 2^64 |K|.
    assertThat(scores[1]).isEqualTo(expected + EXAMPLES * Math.log(2), within(1e-6));
  }

  @Test
  void scoresAnArchitectureAlikeWhoeverElseIsAsked() {
    Naswot scorer = new Naswot(TWO_RECTIFIERS, 7);
    double[] both = scorer.score(List.of(WITHOUT, WITH));
    assertThat(scorer.score(List.of(WITH))).containsExactly(both[1]);
    assertThat(new Naswot(TWO_RECTIFIERS, 8).score(List.of(WITHOUT))[0]).isNotEqualTo(both[0]);
  }

  /** GELU is above 0 where its input is. */
  @Test
  void readsTransformers() {
    Definition vit = TestNetworks.vit();
    Architecture fewerHeads = vit.parse("w6/h1/r1.5/block/h1/r1.5");
    double[] scores = new Naswot(vit, 1).score(List.of(fewerHeads, vit.largest()));
    assertThat(scores[0]).isFinite();
    assertThat(scores[1]).isFinite().isNotEqualTo(scores[0]);
  }

  @Test
  void refusesANetworkWithoutRectifiers() {
    Definition linear =
        Definition.of("linear", (b, x) -> b.dense("head", x, b.task().outputs()), ROWS);
    assertThatThrownBy(() -> new Naswot(linear, 1).score(List.of(Architecture.of())))
        .isInstanceOf(SupernetException.class)
        .hasMessageContainingAll("'linear' has no rectifiers", "'naswot'");
  }

  private static double[][] agreements(long seed) {
    Random random = new Random(seed);
    boolean[][] on = new boolean[EXAMPLES][FEATURES];
    for (boolean[] example : on) {
      for (int i = 0; i < FEATURES; i++) {
        example[i] = (float) random.nextGaussian() > 0;
      }
    }
    double[][] counts = new double[EXAMPLES][EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < EXAMPLES; j++) {
        for (int k = 0; k < FEATURES; k++) {
          counts[i][j] += on[i][k] == on[j][k] ? 1 : 0;
        }
      }
    }
    return counts;
  }
}
