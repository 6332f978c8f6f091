package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Examples;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredWeightsTest {

  @Test
  void int8HasStepsOfItsOwnForEachOutputChannel() {
    // [in, out] = [2, 2]: the channels are 12.7, -1 and 0.6, 0.5.
    StoredWeights stored =
        stored(WeightFormat.INT8, new Layer.Dense(List.of(-1L, 2L)), 12.7f, 0.6f, -1f, 0.5f);
    assertThat(stored.packs("kernel")).isTrue();
    assertThat(stored.packs("bias")).isFalse();
    assertThat(stored.scale("kernel")).containsExactly(12.7f / 127, 0.6f / 127);
    assertThat(stored.packed("kernel")).containsExactly(127, 127, -10, 106);
    assertThat(stored.value("kernel")[3]).isEqualTo(106 * (0.6f / 127));
    assertThat(stored.value("bias")).containsExactly(0.123f, 1e-30f);
  }

  @Test
  void bfloat16RoundsToTheNearestHalvesToEven() {
    float half = 1 + 0x1p-8f;
    float oddHalf = 1 + 3 * 0x1p-8f;
    StoredWeights stored =
        stored(
            WeightFormat.BFLOAT16,
            new Layer.Dense(List.of(-1L, 2L)),
            half,
            oddHalf,
            -1.0001f,
            1e-40f);
    assertThat(stored.value("kernel")).startsWith(1f, 1 + 0x1p-6f, -1f);
    assertThat(stored.packed("kernel")).startsWith(0x80, 0x3F, 0x82, 0x3F, 0x80, 0xBF);
  }

  @Test
  void depthwiseKernelsHaveStepsForEachChannel() {
    List<Long> shape = List.of(1L, 2L, 2L, 1L);
    Convolution depthwise = new Convolution(shape, 1, 1, true);
    StoredWeights stored =
        StoredWeights.of(
            WeightFormat.INT8,
            subnet(depthwise, shape),
            Map.of("kernel", new float[] {1, 100, -2, 50}, "bias", new float[2]));
    assertThat(stored.packed("kernel")).containsExactly(64, 127, -127, 64);
    Convolution oneFilter = new Convolution(shape, 1, 1, false);
    assertThat(
            StoredWeights.of(
                    WeightFormat.INT8,
                    subnet(oneFilter, shape),
                    Map.of("kernel", new float[] {1, 100, -2, 50}, "bias", new float[2]))
                .scale("kernel"))
        .hasSize(1);
  }

  @Test
  void zerosStayZeros() {
    StoredWeights stored = stored(WeightFormat.INT8, new Layer.Dense(List.of(-1L, 2L)), 0, 1, 0, 1);
    assertThat(stored.value("kernel")).containsExactly(0, 1, 0, 1);
  }

  @Test
  void otherOrdersHaveTheirOwnChannels() {
    StoredWeights stored =
        stored(WeightFormat.INT8, new Layer.Dense(List.of(-1L, 2L)), 1, 20, 3, 40);
    float[] value = stored.value("kernel");
    float[] turned = {value[0], value[2], value[1], value[3]};
    byte[] packed = stored.packed("kernel");
    assertThat(stored.packed("kernel", turned, i -> i / 2))
        .containsExactly(packed[0], packed[2], packed[1], packed[3]);
  }

  @Test
  void float32IsWhatWasTrained() {
    float[] kernel = {0.1f, 0.2f, 0.3f, 0.4f};
    StoredWeights stored = stored(WeightFormat.FLOAT32, new Layer.Dense(List.of(-1L, 2L)), kernel);
    assertThat(stored.value("kernel")).containsExactly(kernel);
    assertThat(stored.packs("kernel")).isFalse();
  }

  private static StoredWeights stored(WeightFormat format, Layer layer, float... kernel) {
    float[] given = kernel.clone();
    StoredWeights stored =
        StoredWeights.of(
            format,
            subnet(layer, List.of(2L, 2L)),
            Map.of("kernel", kernel, "bias", new float[] {0.123f, 1e-30f}));
    assertThat(kernel).as("not changed in place").isEqualTo(Arrays.copyOf(given, given.length));
    return stored;
  }

  private static Subnet subnet(Layer layer, List<Long> kernel) {
    return new Subnet(
        List.of(
            new Step("", new Examples(), List.of(), List.of(-1L, 2L)),
            new Step("", new Weight("kernel"), List.of(), kernel),
            new Step("", new Weight("bias"), List.of(), List.of(2L)),
            new Step("", new Computed(layer), List.of(0, 1, 2), List.of(-1L, 2L))),
        3);
  }
}
