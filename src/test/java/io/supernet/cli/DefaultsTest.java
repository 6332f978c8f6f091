package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.Optimization;
import io.supernet.train.Schedule;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DefaultsTest {

  @Command
  static final class Flags {
    @Mixin TrainingFlags training;
    @Mixin SearchFlags search;
    @Mixin RetrainFlags retrain;
  }

  @Test
  void aCommandWithoutFlagsHasTheDefaultsOfTheLibrary() {
    assertThat(parse()).isEqualTo(RunOptions.DEFAULT);
  }

  @Test
  void transformersHaveDefaultsOfTheirOwn() {
    RunOptions usual = RunOptions.usual(Definitions.find("autoformer-tiny"), false);
    assertThat(usual).isEqualTo(RunOptions.TRANSFORMERS);
    assertThat(RunOptions.usual(Definitions.find("elastic"), false)).isEqualTo(RunOptions.DEFAULT);
    assertThat(RunOptions.usual(Definitions.find("table-resnet"), true))
        .isEqualTo(RunOptions.TABLES);
    assertThat(over(usual)).isEqualTo(usual);
    assertThat(over(usual, "--learning-rate", "0.002").supernet())
        .isEqualTo(usual.supernet().withLearningRate(0.002));
    RunOptions sgd = over(usual, "--optimizer", "sgd", "--warmup-epochs", "1");
    assertThat(sgd.supernet()).isEqualTo(RunOptions.DEFAULT.supernet());
    assertThat(sgd.alone().learningRate()).isEqualTo(RunOptions.DEFAULT.alone().learningRate());
  }

  @Test
  void severalPathsAreUniformOnes() {
    assertThat(parse("--paths", "4").sampling())
        .isEqualTo(new SamplingOptions("uniform", 4, false));
    assertThat(parse("--sampler", "sandwich", "--paths", "4", "--distil").sampling())
        .isEqualTo(new SamplingOptions("sandwich", 4, true));
  }

  @Test
  void adamHasRatesOfItsOwn() {
    RunOptions options = parse("--optimizer", "adam", "--schedule", "constant", "--cutout", "8");
    assertThat(options.supernet().learningRate()).isEqualTo(0.001);
    assertThat(options.alone().learningRate()).isEqualTo(0.001);
    assertThat(options.supernet().optimization())
        .isEqualTo(Optimization.DEFAULT.withMethod(Optimization.Method.ADAM));
    assertThat(options.supernet().schedule()).isEqualTo(Schedule.CONSTANT);
    assertThat(options.alone().schedule()).isEqualTo(Schedule.COSINE);
    assertThat(options.supernet().cutout()).isEqualTo(8);
    assertThat(options.alone().cutout()).isZero();
    assertThat(parse("--optimizer", "adamw").supernet().optimization().weightDecay())
        .isEqualTo(0.01);
  }

  @Test
  void whatIsGivenStays() {
    RunOptions options =
        parse(
            "--optimizer=adamw",
            "--learning-rate=0.01",
            "--weight-decay=0.1",
            "--retrain-learning-rate=0.02",
            "--retrain-cutout=4");
    assertThat(options.supernet().learningRate()).isEqualTo(0.01);
    assertThat(options.supernet().optimization().weightDecay()).isEqualTo(0.1);
    assertThat(options.alone().learningRate()).isEqualTo(0.02);
    assertThat(options.alone().cutout()).isEqualTo(4);
  }

  private static RunOptions parse(String... words) {
    return over(RunOptions.DEFAULT, words);
  }

  private static RunOptions over(RunOptions defaults, String... words) {
    Flags flags = new Flags();
    new CommandLine(flags).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
    return flags.retrain.over(flags.search.over(flags.training.options(defaults)));
  }
}
