package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class ThresholdTest {

  @Test
  void namesValueBoundAndWayOut() {
    assertThat(Threshold.MIN_ACCURACY.failure(0.9, Optional.of(0.85), ""))
        .hasValue(
            "minAccuracy: the test accuracy is 0.8500, less than 0.9000; give the search more time, data or another space, or change supernet.minAccuracy.");
    assertThat(Threshold.MAX_MACS.failure(40e6, Optional.of(41e6), "").orElseThrow())
        .contains("41,000,000, more than 40,000,000", "supernet.limitMacs");
  }

  @Test
  void figuresThatRoundToTheSameHaveAllDigits() {
    assertThat(Threshold.MIN_ACCURACY.failure(0.9, Optional.of(0.89999), "").orElseThrow())
        .contains("is 0.89999, less than 0.9;");
  }

  @Test
  void theBoundItselfIsKept() {
    assertThat(Threshold.MIN_TAU.failure(0.3, Optional.of(0.3), "")).isEmpty();
    assertThat(Threshold.MAX_LATENCY.failure(5, Optional.of(5.0), "")).isEmpty();
    assertThat(Threshold.MIN_TAU.failure(0.3, Optional.of(Double.NaN), "")).isPresent();
    assertThat(Threshold.MAX_LATENCY.failure(5, Optional.of(Double.NaN), "")).isPresent();
  }

  @Test
  void aFigureThatIsNotThereFailsWithTheGoalThatMakesIt() {
    String missing = Threshold.MIN_TAU.notMade();
    assertThat(Threshold.MIN_TAU.failure(0.3, Optional.empty(), missing))
        .hasValue(
            "minTau: there is no lower end of the interval of the supernet's Kendall tau; 'mvn supernet:audit' makes it first.");
  }

  @Test
  void boundsHaveUnits() throws MojoExecutionException {
    assertThat(Threshold.MAX_MACS.count("40M")).isEqualTo(40e6);
    assertThat(Threshold.MAX_LATENCY.millis("250us")).isEqualTo(0.25);
    assertThatThrownBy(() -> Threshold.MAX_MACS.count("40 apples"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("maxMacs", "40 apples", "40M");
    assertThatThrownBy(() -> Threshold.MIN_ACCURACY.share(90))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("90", "0.9");
  }
}
