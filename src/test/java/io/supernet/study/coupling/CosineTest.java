package io.supernet.study.coupling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** By hand. */
class CosineTest {

  private static final Map<String, float[]> A =
      Map.of("stem", new float[] {3, 4}, "edge/a", new float[] {1}, "edge/b", new float[] {7});
  private static final Map<String, float[]> B =
      Map.of("stem", new float[] {4, 3}, "edge/a", new float[] {-1}, "edge/c", new float[] {9});

  @Test
  void overWhatBothHave() {
    // (12 + 12 - 1) / (sqrt(9 + 16 + 1) sqrt(16 + 9 + 1))
    assertThat(Cosine.of(A, B, name -> true).orElseThrow()).isCloseTo(23 / 26.0, within(1e-12));
    assertThat(Cosine.of(B, A, name -> true).orElseThrow()).isCloseTo(23 / 26.0, within(1e-12));
  }

  @Test
  void overSomeNames() {
    assertThat(Cosine.of(A, B, name -> name.startsWith("edge/"))).hasValue(-1);
    assertThat(Cosine.of(A, B, "stem"::equals).orElseThrow()).isCloseTo(24 / 25.0, within(1e-12));
  }

  @Test
  void undefinedWithoutCommonWeightOrOfZero() {
    assertThat(Cosine.of(A, B, "edge/b"::equals)).isEmpty();
    assertThat(Cosine.of(A, Map.of("stem", new float[2]), name -> true)).isEmpty();
  }
}
