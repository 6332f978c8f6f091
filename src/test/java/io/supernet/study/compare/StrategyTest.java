package io.supernet.study.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.network.Definition;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.spaces.Definitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {

  private static final Definition SPACE = Definitions.load(Definitions.find("nasbench201-small"));

  @ParameterizedTest
  @CsvSource({
    "uniform, uniform, 1, false",
    "uniform-4, uniform, 4, false",
    "fair, fair, 1, false",
    "sandwich-distill, sandwich, 1, true",
    "sandwich-2-distill, sandwich, 2, true",
    "enas, enas, 1, false"
  })
  void isWhatItsNameSays(String name, String sampler, int paths, boolean distills) {
    assertThat(Strategy.of(name).sampling())
        .isEqualTo(new SamplingOptions(sampler, paths, distills));
  }

  @ParameterizedTest
  @CsvSource({
    "sandwich-distil, sandwich-distill",
    "sandwich-2-distil, sandwich-2-distill",
    "sandwich-2-distill, sandwich-2-distill",
    "uniform-4, uniform-4"
  })
  void britishSpellingIsTakenAndAmericanIsKept(String given, String kept) {
    assertThat(Strategy.of(given).name()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"greedy", "random", "fair-2", "uniform-distill", "uniform-0", "Fair", ""})
  void othersAreRefused(String name) {
    assertThatThrownBy(() -> Strategy.of(name)).isInstanceOf(SupernetException.class);
  }

  /** 40 epochs of single paths, one of them warm-up. */
  @ParameterizedTest
  @CsvSource({
    "uniform, 40, 1",
    "uniform-4, 10, 0.25",
    "fair, 8, 0.2",
    "sandwich-2, 10, 0.25",
    "sandwich, 13, 0.3333333333333333"
  })
  void allHaveTheSamePasses(String name, int epochs, double warmup) {
    RunOptions options = Strategy.of(name).options(RunOptions.DEFAULT, SPACE, 9);
    assertThat(options.supernet())
        .isEqualTo(
            RunOptions.DEFAULT.supernet().with().epochs(epochs).warmupEpochs(warmup).build());
    assertThat(options.seed()).isEqualTo(9);
    assertThat(options.alone()).isEqualTo(RunOptions.DEFAULT.alone());
    assertThat(options.search()).isEqualTo(RunOptions.DEFAULT.search());
  }

  @Test
  void passesThatCannotBeEqualAreRefused() {
    assertThatThrownBy(() -> Strategy.of("uniform-100").options(RunOptions.DEFAULT, SPACE, 9))
        .isInstanceOf(SupernetException.class)
        .hasMessageEndingWith("give --epochs 100, or another multiple of 100.");
  }

  @Test
  void onePathAStepChangesNothingButTheSeed() {
    assertThat(
            Strategy.of("balanced").options(RunOptions.DEFAULT, SPACE, RunOptions.DEFAULT.seed()))
        .isEqualTo(RunOptions.DEFAULT);
  }
}
