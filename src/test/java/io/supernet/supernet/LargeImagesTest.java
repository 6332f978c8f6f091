package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import org.junit.jupiter.api.Test;

/** A space at the size of its papers: 19 layers, images of 224 pixels, 1000 classes. */
class LargeImagesTest {

  @Test
  void mobileNetTakesAStep() {
    Definition definition = Definitions.load(Definitions.find("mobilenet"));
    Architecture path = definition.largest();
    try (Supernet supernet =
        Supernet.build(definition, RandomData.of(definition.task()), ModelOptions.seeded(1))) {
      float[] before = supernet.values().get("stem/conv/kernel");
      assertThat(supernet.step(path, new int[] {0, 1}, 0.1, 0)).isFinite().isPositive();
      assertThat(supernet.values().get("stem/conv/kernel")).isNotEqualTo(before);
    }
  }
}
