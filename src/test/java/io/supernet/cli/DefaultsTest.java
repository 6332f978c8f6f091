package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.pipeline.RunOptions;
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
    Flags flags = new Flags();
    new CommandLine(flags).setCaseInsensitiveEnumValuesAllowed(true).parseArgs();
    assertThat(flags.retrain.over(flags.search.over(flags.training.options())))
        .isEqualTo(RunOptions.DEFAULT);
  }
}
