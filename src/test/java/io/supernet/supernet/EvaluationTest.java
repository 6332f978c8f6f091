package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {

  private static final Definition SPACE = TestNetworks.nasBench201();
  private static final List<Architecture> PATHS = TestNetworks.random(SPACE, 12, 6);

  @ParameterizedTest
  @EnumSource(names = {"BATCH", "CALIBRATED"})
  void fourThreadsGiveWhatOneGives(BatchNormMode mode) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Supernet supernet = Supernet.build(SPACE, RandomData.of(SPACE.task()), options(mode))) {
      train(supernet);
      List<Evaluation> serial =
          PATHS.stream().map(p -> supernet.evaluate(p, Part.VALIDATION)).toList();
      assertThat(serial.stream().map(Evaluation::loss).distinct()).hasSizeGreaterThan(6);
      List<Future<Evaluation>> futures = new ArrayList<>();
      for (int round = 0; round < 40; round++) {
        PATHS.forEach(
            p -> futures.add(threads.submit(() -> supernet.evaluate(p, Part.VALIDATION))));
      }
      for (int i = 0; i < futures.size(); i++) {
        // What is wrong is far off; how several threads round is the kernels' affair.
        close(futures.get(i).get(), serial.get(i % serial.size()), 1e-6);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void calibratedOnTheBatchItselfIsBatch() {
    Split same = RandomData.same(SPACE.task());
    try (Supernet batch = Supernet.build(SPACE, same, options(BatchNormMode.BATCH));
        Supernet calibrated = Supernet.build(SPACE, same, options(BatchNormMode.CALIBRATED))) {
      train(batch);
      train(calibrated);
      for (Architecture path : PATHS) {
        close(
            calibrated.evaluate(path, Part.VALIDATION),
            batch.evaluate(path, Part.VALIDATION),
            1e-4);
      }
    }
  }

  /**
   * With calibration a row's score does not depend on its neighbors, unlike with batch statistics.
   */
  @Test
  void calibratedScoresComeFromTrainingStatistics() {
    Split split = RandomData.of(SPACE.task());
    DataSet half =
        split.validation().subset(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    DataSet rest =
        split
            .validation()
            .subset(new int[] {16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31});
    Split halves = new Split(split.train(), half, rest);
    for (BatchNormMode mode : List.of(BatchNormMode.CALIBRATED, BatchNormMode.BATCH)) {
      try (Supernet whole = Supernet.build(SPACE, split, options(mode));
          Supernet parts = Supernet.build(SPACE, halves, options(mode))) {
        Architecture path = Architecture.of(3, 3, 2, 1, 3, 2);
        double expected = whole.evaluate(path, Part.VALIDATION).loss();
        double mean =
            (parts.evaluate(path, Part.VALIDATION).loss() + parts.evaluate(path, Part.TEST).loss())
                / 2;
        if (mode == BatchNormMode.CALIBRATED) {
          assertThat(mean).isCloseTo(expected, offset(1e-5));
        } else {
          assertThat(Math.abs(mean - expected)).isGreaterThan(1e-4);
        }
      }
    }
  }

  /** More rows than one run takes, in runs of unequal size. */
  @Test
  void everyRowCountsOnce() {
    Task task = RandomData.TABLE;
    DataSet many = RandomData.part(task, 1003, 5);
    Split split = new Split(RandomData.part(task, 32, 1), many, RandomData.part(task, 32, 3));
    Definition constant =
        TestNetworks.table(
            "constant",
            (b, x) ->
                b.add(
                    b.dense("head", b.zero(x), RandomData.CLASSES),
                    b.tensorflow(
                        List.of(x),
                        (tf, in) ->
                            tf.math.mul(
                                tf.slice(
                                    in.get(0),
                                    tf.constant(new int[2]),
                                    tf.constant(new int[] {-1, 1})),
                                tf.constant(new float[] {1, 0, 0, 0})))));
    try (Supernet supernet = Supernet.build(constant, split, ModelOptions.seeded(1))) {
      Evaluation evaluation = supernet.evaluate(Architecture.of(), Part.VALIDATION);
      var normalization = io.supernet.data.Normalization.of(split.train());
      double loss = 0;
      int right = 0;
      for (int i = 0; i < many.size(); i++) {
        double raw = many.examples().asFloatBuffer().get(i * 6);
        double x = (raw - normalization.mean().get(0)) / normalization.std().get(0);
        loss += Math.log(Math.exp(x) + 3) - (many.label(i) == 0 ? x : 0);
        right += many.label(i) == (x > 0 ? 0 : 1) ? 1 : 0;
      }
      assertThat(evaluation.loss()).isCloseTo(loss / many.size(), offset(1e-5));
      assertThat(evaluation.accuracy()).isEqualTo((double) right / many.size());
    }
  }

  private static void train(Supernet supernet) {
    PATHS.forEach(path -> supernet.step(path, RandomData.batch(16, path.hashCode()), 0.1, 0));
  }

  private static void close(Evaluation actual, Evaluation expected, double tolerance) {
    assertThat(actual.loss()).isCloseTo(expected.loss(), offset(tolerance * expected.loss()));
    assertThat(actual.accuracy()).isCloseTo(expected.accuracy(), offset(1.0 / RandomData.SIZE));
  }

  private static ModelOptions options(BatchNormMode mode) {
    return new ModelOptions(3, Optimization.DEFAULT, false, mode, 0);
  }
}
