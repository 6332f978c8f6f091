package io.supernet.run;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.network.Definition;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.Together;
import io.supernet.spaces.Definitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingOptionsTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);

  private static final Definition SPACE = Definitions.load(Definitions.find("nasbench201-small"));

  @ParameterizedTest
  @CsvSource({
    "uniform, 1, MEAN, 1",
    "uniform, 4, MEAN, 4",
    "fair, 1, SUM, 5",
    "sandwich, 1, MEAN, 3",
    "sandwich, 2, DISTILLED, 4",
    "balanced, 1, MEAN, 1",
    "enas, 1, MEAN, 1",
    "io.supernet.example.Stints, 1, MEAN, 1"
  })
  void startsTheSamplerOfThatName(String name, int paths, Together together, int trained) {
    PathSampler sampler =
        new SamplingOptions(name, paths, together == Together.DISTILLED).start(SPACE, STREAMS);
    assertThat(sampler.paths(SPACE.space())).isEqualTo(trained);
    assertThat(sampler.together()).isEqualTo(together);
    assertThat(sampler.next(SPACE.space(), 3, STREAMS))
        .hasSize(trained)
        .allMatch(SPACE.space()::connected);
    if (sampler instanceof LearningSampler learning) {
      learning.close();
    }
  }

  @Test
  void aSandwichBeginsWithTheLargest() {
    PathSampler sampler = new SamplingOptions("sandwich", 1, false).start(SPACE, STREAMS);
    assertThat(sampler.next(SPACE.space(), 0, STREAMS))
        .startsWith(SPACE.largest(), SPACE.smallest());
  }

  @Test
  void aSamplerOfTheUserHasToBeOne() {
    assertThatThrownBy(
            () -> new SamplingOptions("java.lang.Object", 1, false).start(SPACE, STREAMS))
        .hasMessage(
            "Class 'java.lang.Object' does not implement io.supernet.sampling.PathSampler.");
    assertThatThrownBy(() -> new SamplingOptions("com.acme.No", 1, false).start(SPACE, STREAMS))
        .hasMessageContaining("Class 'com.acme.No' is not on the classpath");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "greedy; 1; false; Sampler 'greedy' is not known",
        "balanced; 0; false; The number of random paths a step is 0; give 1 or more.",
        "sandwich; 1000000; true; A step of 1000000 paths takes as long as 1000000 steps of one",
        "fair; 2; false; Sampler 'fair' takes no number of random paths, here 2",
        "uniform; 1; true; Sampler 'uniform' does not distill; only sandwich does."
      })
  void refusesWhatDoesNotGoTogether(String name, int paths, boolean distills, String why) {
    assertRefused(() -> new SamplingOptions(name, paths, distills), why);
  }
}
