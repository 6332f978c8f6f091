package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class MetricBoundTest {

  @Test
  void boundsAreInTheUnitOfTheMetric() throws MojoExecutionException {
    MetricBound most = MetricBound.parse("max", "rmse=300");
    assertThat(most.value()).isEqualTo(300);
    assertThat(most.threshold().failure(most.value(), Optional.of(312.5), ""))
        .contains(
            "max: the test rmse is 312.5000, more than 300; give the search more time, data or another space, or change supernet.max.");
    assertThat(most.threshold().failure(most.value(), Optional.of(299.0), "")).isEmpty();
    MetricBound least = MetricBound.parse("min", " r2=-0.5 ");
    assertThat(least.value()).isEqualTo(-0.5);
    assertThat(least.threshold().failure(least.value(), Optional.of(-0.6), "").orElseThrow())
        .startsWith("min: the test r2 is -0.6000, less than -0.5000;");
  }

  @Test
  void aMetricThatTheTaskDoesNotHaveIsRefusedWithThoseThatItHas() throws MojoExecutionException {
    MetricBound auc = MetricBound.parse("min", "auc=0.9");
    Map<String, Double> metrics = new TreeMap<>(Map.of("accuracy", 0.9, "loss", 0.3));
    assertThat(auc.threshold().failure(auc.value(), Optional.empty(), auc.unknown(metrics)))
        .contains(
            "min: the model has no auc but accuracy, loss; name one of these, or leave out supernet.min.");
  }

  @Test
  void whatIsNoBoundIsRefused() throws MojoExecutionException {
    for (String wrong : new String[] {"0.9", "accuracy", "accuracy=", "=1", "r2>0.5", "r2=1.2.3"}) {
      assertThatThrownBy(() -> MetricBound.parse("min", wrong))
          .isInstanceOf(MojoExecutionException.class)
          .hasMessage("min is '" + wrong + "'; give a metric and its bound, such as r2=0.8.");
    }
    assertThat(MetricBound.ofAccuracy(0.9).metric()).isEqualTo("accuracy");
  }
}
