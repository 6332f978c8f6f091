package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AmountTest {

  @Test
  void units() {
    assertThat(new Amount.Count().convert("40M")).isEqualTo(40e6);
    assertThat(new Amount.Count().convert("123")).isEqualTo(123);
    assertThat(new Amount.Bytes().convert("1.5MB")).isEqualTo(1.5e6);
    assertThat(new Amount.Milliseconds().convert("250us")).isEqualTo(0.25);
    assertThat(new Amount.Seconds().convert(".5h")).isEqualTo(1800);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "ms", "-5ms", "5 ms", "5min", "1e3s"})
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> new Amount.Milliseconds().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + text + "' is not an amount such as 5ms.");
  }
}
