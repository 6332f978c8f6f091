package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.network.Activation;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;
import io.supernet.network.Task;
import io.supernet.score.Scorer;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrainedScorersTest {

  private static final long SEED = 7;
  private static final int EXAMPLES = 64;
  private static final Architecture ONLY = Architecture.of();

  /** The second block is the first, times a factor. */
  private static Definition scaled(Task task, float factor) {
    return network(task, (b, x) -> times(b.scope("second").scope("layer"), x, factor));
  }

  /** A first block that is its input, and a second one. */
  private static Definition network(Task task, Network second) {
    return Definition.of(
        "two",
        (b, x) -> {
          Activation first = times(b.scope("first").scope("layer"), x, 1);
          Activation last = second.build(b, first);
          Activation rows = last.shape().size() == 4 ? b.globalAveragePool(last) : last;
          return b.dense("head", rows, b.task().outputs());
        },
        task);
  }

  private static Activation times(NetworkBuilder b, Activation x, float factor) {
    return b.tensorflow(List.of(x), (tf, in) -> tf.math.mul(in.get(0), tf.constant(factor)));
  }

  private static double score(String name, Definition definition, Architecture architecture) {
    return UntrainedScorers.of(name, definition, SEED).score(List.of(architecture))[0];
  }

  /** What networks read: float [64][features]. */
  private static double[][] noise(int features, int pass) {
    Random random = new Random(SEED + pass);
    double[][] noise = new double[EXAMPLES][features];
    for (double[] example : noise) {
      for (int i = 0; i < features; i++) {
        example[i] = (float) random.nextGaussian();
      }
    }
    return noise;
  }

  /** Of noise of three features. */
  private static double entropy() {
    RealMatrix samples = MatrixUtils.createRealMatrix(noise(3, 0));
    for (int i = 0; i < 3; i++) {
      double mean = Arrays.stream(samples.getColumn(i)).average().orElseThrow();
      samples.setColumnVector(i, samples.getColumnVector(i).mapAdd(-mean));
    }
    double[] values =
        new EigenDecompositionSymmetric(samples.transpose().multiply(samples)).getEigenvalues();
    double sum = values[0] + values[1] + values[2];
    double entropy = 0;
    for (double value : values) {
      entropy -= value / sum * Math.log(value / sum);
    }
    return entropy;
  }

  /** The outermost scope of a transformer's block holds its layers, and no scopes. */
  @ParameterizedTest
  @ValueSource(strings = {"expressivity", "progressivity", "trainability"})
  void scorersOfBlocksRefuseTransformers(String name) {
    assertRefused(
        () -> score(name, TestNetworks.vit(), TestNetworks.vit().largest()),
        "Space 'vit' has 0 blocks (outermost scopes with layers in scopes, or decisions), and scorer '"
            + name
            + "' compares 2 or more; leave it out.");
  }

  @Test
  void gradientsOfTransformersAreScored() {
    Definition vit = TestNetworks.vit();
    assertThat(score("zico", vit, vit.smallest())).isFinite();
    assertThat(score("zico", vit, vit.largest())).isFinite();
  }

  @Test
  void expressivityIsTheSumOfEntropies() {
    Definition twice = scaled(Task.table(3, 2), 5);
    assertThat(score("expressivity", twice, ONLY)).isEqualTo(2 * entropy(), within(1e-4));
    assertThat(entropy()).isBetween(0.9, Math.log(3));
  }

  /** A block that gives its first feature in all places has one direction, and no entropy. */
  @Test
  void progressivityIsTheLeastStepBetweenBlocks() {
    Definition narrowing =
        network(
            Task.table(3, 2),
            (b, x) ->
                b.scope("second")
                    .scope("layer")
                    .tensorflow(
                        List.of(x),
                        (tf, in) ->
                            tf.linalg.matMul(
                                in.get(0),
                                tf.constant(new float[][] {{1, 1, 1}, {0, 0, 0}, {0, 0, 0}}))));
    assertThat(score("progressivity", narrowing, ONLY)).isEqualTo(-entropy(), within(1e-3));
    assertThat(score("progressivity", scaled(Task.table(3, 2), 5), ONLY))
        .isEqualTo(0, within(1e-4));
  }

  /** Of one feature, random signs agree with themselves: the singular value is the factor. */
  @Test
  void trainabilityIsHowLittleGradientsChange() {
    assertThat(score("trainability", scaled(Task.table(1, 2), 2), ONLY))
        .isEqualTo(2 - 2 - 1 / 2.0, within(1e-4));
    assertThat(score("trainability", scaled(Task.table(1, 2), 1), ONLY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** Of a mean of four pixels, each gets a quarter; four quarters are one half long. */
  @Test
  void trainabilityComparesPixelsThatBecomeOne() {
    Definition halving =
        network(
            Task.images(4, 4, 1, 2),
            (b, x) -> b.scope("second").scope("pool").averagePool(x, 2, 2));
    assertThat(score("trainability", halving, ONLY)).isEqualTo(2 - 0.5 - 2, within(1e-4));
  }

  /** Of a network of zeros each class is as likely: gradients are means of x times 1/2 - label. */
  @Test
  void zicoComparesGradientsOfTwoBatches() {
    Definition zeros =
        Definition.of(
            "zeros",
            (b, x) -> {
              Activation kernel = b.weight("kernel", List.of(3L, 2L), Initializer.zeros(), true);
              return b.tensorflow(
                  List.of(x, kernel), (tf, in) -> tf.linalg.matMul(in.get(0), in.get(1)));
            },
            Task.table(3, 2));
    double[][] one = gradient(0);
    double[][] other = gradient(1);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        sum += (Math.abs(one[i][j]) + Math.abs(other[i][j])) / Math.abs(one[i][j] - other[i][j]);
      }
    }
    assertThat(score("zico", zeros, ONLY)).isEqualTo(Math.log(sum), within(1e-3));
  }

  private static double[][] gradient(int pass) {
    Random random = new Random(SEED + 100 + pass);
    double[][] noise = noise(3, pass);
    double[][] gradient = new double[3][2];
    for (double[] example : noise) {
      random.nextGaussian();
      int label = random.nextInt(2);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 2; j++) {
          gradient[i][j] += example[i] * (0.5 - (j == label ? 1 : 0)) / EXAMPLES;
        }
      }
    }
    return gradient;
  }

  @ParameterizedTest
  @ValueSource(strings = {"naswot", "expressivity", "progressivity", "trainability", "zico"})
  void eachPathOfOneGraphHasAScoreOfItsOwn(String name) {
    Definition definition = TestNetworks.nasBench201();
    List<Architecture> some = new Unseen(definition.distinct(), new Random(3)).draw(4);
    Scorer scorer = UntrainedScorers.of(name, definition, SEED);
    double[] scores = scorer.score(some);
    assertThat(scorer.name()).isEqualTo(name);
    assertThat(scores).doesNotContain(Double.NaN);
    assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(1);
    assertThat(scorer.score(some.subList(2, 3))[0])
        .isEqualTo(scores[2], within(1e-4 * Math.abs(scores[2])));
  }

  /** Blocks are decisions here, of rows and of images. */
  @Test
  void decisionsAreBlocksToo() {
    for (Definition definition : List.of(TestNetworks.denseBlocks(), TestNetworks.mobileNet())) {
      List<Architecture> some = new Unseen(definition.distinct(), new Random(3)).draw(2);
      for (String name : List.of("progressivity", "trainability")) {
        assertThat(UntrainedScorers.of(name, definition, SEED).score(some))
            .as("%s of %s", name, definition.name())
            .doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  void whatHasNoBlocksIsRefused() {
    Definition plain =
        Definition.of(
            "plain",
            (b, x) ->
                b.dense(
                    "head",
                    b.choose(
                        "one",
                        x,
                        candidate("same", Operations.identity()),
                        candidate("relu", Operations.relu())),
                    2),
            Task.table(3, 2));
    for (String name : List.of("expressivity", "progressivity", "trainability")) {
      assertRefused(
          () -> score(name, plain, Architecture.of(0)), "'plain' has 1 blocks", "'" + name + "'");
    }
  }
}
