package io.supernet.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void areRoundAndCoverTheValues() {
    Ticks percent = Ticks.of(89.2, 93.7, 0.5, 0);
    assertThat(percent.values()).containsExactly(89.0, 90.0, 91.0, 92.0, 93.0, 94.0);
    Ticks large = Ticks.of(4100, 5300, 25, 0.2);
    assertThat(large.values()).contains(4000.0, 4200.0, 5400.0).hasSizeLessThan(11);
    assertThat(large.label(4200)).isEqualTo("4200");
    Ticks small = Ticks.of(-0.0301, 0.0102, 1e-4, 0);
    assertThat(small.low()).isLessThanOrEqualTo(-0.0301);
    assertThat(small.high()).isGreaterThanOrEqualTo(0.0102);
    assertThat(small.label(small.step())).isEqualTo("0.01");
  }

  @Test
  void ofOneValueThereAreSome() {
    for (double value : List.of(0.0, 91.0, -3.25)) {
      Ticks ticks = Ticks.of(value, value, 0.5, 0);
      assertThat(ticks.low()).isLessThanOrEqualTo(value);
      assertThat(ticks.high()).isGreaterThanOrEqualTo(value).isGreaterThan(ticks.low());
    }
  }
}
