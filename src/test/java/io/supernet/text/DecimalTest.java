package io.supernet.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecimalTest {

  @Test
  void numbersOfTables() {
    for (String text : List.of("0", "-1", "+2.5", ".5", "3.", "1e-3", "6E+2")) {
      assertThat(Decimal.parse(text)).as(text).hasValue(Double.parseDouble(text));
    }
    assertThat(Decimal.parse("9e999")).hasValue(Double.POSITIVE_INFINITY);
  }

  /** Java, and with it most libraries, takes these for numbers, or trims them first. */
  @Test
  void whatIsNone() {
    for (String text :
        List.of(
            "",
            "-",
            "e",
            "1e",
            "0x10",
            "0x1p3",
            "1f",
            "1d",
            "2D",
            "NaN",
            "Infinity",
            "1,5",
            " 1",
            "1_000",
            "\u0661",
            "1-2")) {
      assertThat(Decimal.is(text)).as(text).isFalse();
    }
  }
}
