package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.types.TInt32;

/** Shapes, cost and connection without a graph. */
class TraceReadingTest {

  private final TraceReading reading = new SpaceReading(new HashMap<>());
  private final NetworkBuilder b = new NetworkBuilder(Task.images(7, 8, 3, 2), reading);
  private final Activation images = value(7, 8, 3);
  private final Activation rows = value(12);

  @ParameterizedTest
  @CsvSource({"1, 7, 8", "2, 4, 4", "3, 3, 3", "8, 1, 1"})
  void strideDividesRoundedUp(int stride, long height, long width) {
    List<Long> kept = List.of(-1L, height, width, 3L);
    assertThat(b.conv("conv", images, 5, 3, stride).shape())
        .isEqualTo(List.of(-1L, height, width, 5L));
    assertThat(b.depthwiseConv("depthwise", images, 3, stride, 1).shape()).isEqualTo(kept);
    assertThat(b.averagePool(images, 3, stride).shape()).isEqualTo(kept);
    assertThat(b.maxPool(images, 2, stride).shape()).isEqualTo(kept);
  }

  @Test
  void dilationKeepsTheShape() {
    assertThat(b.conv("conv", images, 5, 3, 1, 2).shape()).containsExactly(-1L, 7L, 8L, 5L);
  }

  @Test
  void poolingOverAllGivesRows() {
    assertThat(b.globalAveragePool(images).shape()).containsExactly(-1L, 3L);
    assertThat(b.dense("dense", rows, 4).shape()).containsExactly(-1L, 4L);
    assertThat(b.relu(images).shape()).isEqualTo(images.shape());
    assertThat(b.batchNorm("bn", rows).shape()).isEqualTo(rows.shape());
  }

  @Test
  void countsConvolutionsAndDenseLayers() {
    b.conv("conv", images, 5, 3, 2);
    b.depthwiseConv("depthwise", images, 3, 2, 1);
    b.dense("dense", rows, 4);
    b.batchNorm("bn", images);
    b.averagePool(images, 3, 1);
    b.macs(1_000_000);
    long positions = 4 * 4;
    assertThat(reading.cost())
        .isEqualTo(
            new Cost(
                positions * 9 * 3 * 5 + positions * 9 * 3 + (12 * 4 + 4) + 1_000_000,
                9 * 3 * 5 + 9 * 3 + (12 * 4 + 4) + 2 * 3));
  }

  @Test
  void addsAndConcatenates() {
    assertThat(b.add(rows).shape()).isEqualTo(rows.shape());
    assertThat(b.add(images, images).shape()).isEqualTo(images.shape());
    assertThat(b.concat(List.of(images, value(7, 8, 2))).shape()).containsExactly(-1L, 7L, 8L, 5L);
    assertThat(b.concat(List.of(rows, value(1), rows)).shape()).containsExactly(-1L, 25L);
  }

  @Test
  void namesLayerAndShapesThatDoNotFit() {
    NetworkBuilder cell = b.scope("cell");
    assertWrong(
        () -> cell.dense("head", images, 2),
        "In 'cell/head/': a dense layer reads [batch, features], got [-1, 7, 8, 3]");
    assertWrong(
        () -> cell.conv("conv", rows, 2, 3, 1),
        "In 'cell/conv/': this layer reads images [batch, height, width, channels], got [-1, 12]");
    assertWrong(() -> cell.averagePool(rows, 3, 1), "In 'cell/': this layer reads images");
    assertWrong(() -> cell.maxPool(rows, 3, 1), "In 'cell/': this layer reads images");
    assertWrong(() -> cell.globalAveragePool(rows), "In 'cell/': this layer reads images");
    assertWrong(
        () -> cell.add(images, value(7, 8, 4)),
        "In 'cell/': cannot add shapes [-1, 7, 8, 3] and [-1, 7, 8, 4]");
    assertWrong(
        () -> cell.concat(List.of(images, value(7, 7, 3))),
        "In 'cell/': cannot concatenate shapes [-1, 7, 8, 3] and [-1, 7, 7, 3]");
  }

  @Test
  void concatenatesValuesOfOneRankOnly() {
    assertWrong(() -> b.concat(List.of(images, rows)), "[-1, 7, 8, 3] and [-1, 12]");
    assertWrong(() -> b.concat(List.of(rows, images)), "[-1, 12] and [-1, 7, 8, 3]");
  }

  @Test
  void asksTensorFlowForTheShapeOfRawOps() {
    assertThat(b.tensorflow(List.of(images), (tf, in) -> tf.math.tanh(in.get(0))).shape())
        .isEqualTo(images.shape());
    Activation flat =
        b.tensorflow(
            List.of(images),
            (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, 7 * 8 * 3})));
    assertThat(flat.shape()).containsExactly(-1L, 168L);
    assertThat(b.dense("head", flat, 2).shape()).containsExactly(-1L, 2L);
    Activation weight = b.weight("weight", List.of(12L, 6L), Initializer.zeros(), true);
    Activation product =
        b.tensorflow(List.of(rows, weight), (tf, in) -> tf.linalg.matMul(in.get(0), in.get(1)));
    assertThat(product.shape()).containsExactly(-1L, 6L);
  }

  @Test
  void refusesRawOpsOfUnknownShape() {
    NetworkBuilder cell = b.scope("cell");
    assertWrong(
        () ->
            cell.tensorflow(
                List.of(rows), (tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {2, -1}))),
        "In 'cell/': a TensorFlow layer gives the shape",
        "reshape its output");
    assertWrong(
        () ->
            cell.tensorflow(
                List.of(rows), (tf, in) -> tf.reshape(in.get(0), tf.placeholder(TInt32.class))),
        "all but the batch must be known");
  }

  @Test
  void followsWhatDependsOnTheInput() {
    Activation zero = b.zero(images);
    assertThat(zero.connected()).isFalse();
    assertThat(b.relu(b.convBn("cut", zero, 3, 3, 1)).connected()).isFalse();
    assertThat(b.add(zero, images).connected()).isTrue();
    assertThat(b.weight("weight", List.of(3L), Initializer.ones(), false).connected()).isFalse();
  }

  @Test
  void refusesTwoWeightsOfOneName() {
    b.dense("head", rows, 2);
    assertWrong(() -> b.dense("head", rows, 2), "Two weights", "'head/kernel'");
  }

  @Test
  void refusesALayerNameWithASlash() {
    assertWrong(() -> b.dense("a/b", rows, 2), "'a/b' is not a name for a layer");
  }

  @Test
  void refusesCandidatesOfDifferentShape() {
    assertWrong(
        () ->
            b.choose(
                "down",
                images,
                candidate("keep", (c, x) -> x),
                candidate("pool", (c, x) -> c.maxPool(x, 2, 2))),
        "decision 'down'",
        "[-1, 7, 8, 3] and, for 'pool', [-1, 4, 4, 3]");
  }

  @Test
  void refusesLogitsThatAreNotTheTask() {
    assertWrong(
        () -> Definition.of("wrong", (n, x) -> n.dense("head", x, 4), Task.table(3, 2)),
        "Network 'wrong' gives the shape [-1, 4]",
        "2 classes");
  }

  private Activation value(long... sizes) {
    List<Long> shape = new ArrayList<>(List.of(-1L));
    for (long size : sizes) {
      shape.add(size);
    }
    return new Activation(shape, true, Branch.ROOT);
  }

  private static void assertWrong(ThrowingCallable call, String... parts) {
    assertRefused(call, parts);
  }
}
