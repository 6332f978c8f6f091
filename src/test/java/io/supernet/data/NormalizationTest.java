package io.supernet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NormalizationTest {

  @Test
  void bytesCountAsPartsOf255AndConstantChannelsKeepTheirScale() {
    // Two images of 1x2 pixels, two channels: 0, 51, 102, 153 and a constant 255.
    byte[] values = {0, -1, 51, -1, 102, -1, (byte) 153, -1};
    Normalization normalization =
        Normalization.of(
            DataSet.of(
                "toy",
                ElementType.UINT8,
                List.of(1L, 2L, 2L),
                List.of("a"),
                ByteBuffer.wrap(values),
                new int[2]));

    // 0, 0.2, 0.4, 0.6: mean 0.3, variance (0.09 + 0.01 + 0.01 + 0.09) / 4 = 0.05.
    assertThat(normalization.mean().get(0)).isCloseTo(0.3f, within(1e-6f));
    assertThat(normalization.std().get(0)).isCloseTo((float) Math.sqrt(0.05), within(1e-6f));
    assertThat(normalization.mean().get(1)).isCloseTo(1f, within(1e-6f));
    assertThat(normalization.std().get(1)).isEqualTo(1f);
  }

  @Test
  void featuresOfATableAreChannelsAndFloatsStayAsTheyAre() {
    ByteBuffer values = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    values.asFloatBuffer().put(new float[] {1, -10, 3, 10});
    Normalization normalization =
        Normalization.of(
            DataSet.of("toy", ElementType.FLOAT32, List.of(2L), List.of("a"), values, new int[2]));

    assertThat(normalization).isEqualTo(new Normalization(List.of(2f, 0f), List.of(1f, 10f)));
  }

  /** Values from 3e38 down to 1e-30, and one that is constant but for its rounding. */
  @Test
  void scalesLargeAndSmallFeaturesAndNoRounding() {
    float once = 0.1f;
    float again = Math.nextUp(once);
    ByteBuffer values = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
    values
        .asFloatBuffer()
        .put(new float[] {3e38f, 1e-30f, once, 1e30f, -3e38f, 3e-30f, again, Math.nextUp(1e30f)});
    Normalization normalization =
        Normalization.of(
            DataSet.of("toy", ElementType.FLOAT32, List.of(4L), List.of("a"), values, new int[2]));

    assertThat(normalization.mean().subList(0, 2)).containsExactly(0f, 2e-30f);
    assertThat(normalization.std().get(0)).isEqualTo(3e38f);
    assertThat(normalization.std().get(1)).isCloseTo(1e-30f, within(1e-36f));
    assertThat(normalization.std().get(2)).isEqualTo(1f);
    assertThat(normalization.std().get(3)).isCloseTo(1e30f, within(1e24f));
  }

  @Test
  void rejectsWhatCannotDivide() {
    assertThatThrownBy(() -> new Normalization(List.of(0f), List.of(0f)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Normalization(List.of(0f), List.of(1f, 1f)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
