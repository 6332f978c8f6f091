package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FootprintTest {

  /** A small machine may have a large GPU. */
  @Test
  void onlyTheExamplesAreOnTheHostOfAGpu() {
    Footprint large = new Footprint(6e9, 9e9, 1e9);
    assertThat(large.onHost(false)).isEqualTo(large);
    assertThat(large.onHost(true)).isEqualTo(new Footprint(0, 0, 1e9));
    large.onHost(true).check("mine", 2_000_000_000L);
  }
}
