package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FamilyPhaseTest {

  @Test
  void saysThatAnotherSamplerTrainedTheSupernet() {
    assertThat(FamilyPhase.advice("sandwich")).isEmpty();
    assertThat(FamilyPhase.advice("balanced").orElseThrow())
        .startsWith("the supernet was trained by sampler 'balanced'; sandwich trains the largest");
  }
}
