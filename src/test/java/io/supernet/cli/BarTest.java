package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BarTest {

  private static final Duration TIME = Duration.ofSeconds(60);

  @Test
  void keepsItsWidth() {
    String words = "loss 1.235, probes 38.6 % 22.0 % 50.2 % 33.1 %, and much more ".repeat(3);
    String line = Bar.line("train supernet", 50, 100, 25, TIME, words, 120);
    assertThat(line)
        .startsWith(
            "train supernet  50% [============>           ] 50/100, 0:02:00 left, loss 1.235, ")
        .hasSize(120)
        .endsWith("…");
  }

  @Test
  void saysWhatIsShortWhole() {
    assertThat(Bar.line("retrain", 7, 7, 7, TIME, "loss 1", 80))
        .isEqualTo("retrain 100% [========================] 7/7, 0:00:00 left, loss 1");
    assertThat(Bar.line("retrain", 3, 7, 0, TIME, "", 80))
        .isEqualTo("retrain  42% [==========>             ] 3/7, ? left");
    assertThat(Bar.line("retrain", 0, 0, 0, TIME, "", 80)).contains("  0% [>").contains("? left");
  }

  @Test
  void fitsIntoLittle() {
    assertThat(Bar.line("retrain", 3, 7, 1, TIME, "loss 1", 20)).hasSize(20);
    assertThat(Bar.line("retrain", 3, 7, 1, TIME, "loss 1", 0)).isEqualTo("…");
  }
}
