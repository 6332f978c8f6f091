package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "|none~0|+|none~0|none~1|; |none~0|+|none~0|none~1|",
        "(0,none,1,none); \"(0,none,1,none)\"",
        "say \"no\"; \"say \"\"no\"\"\""
      })
  void fieldsWithCommasAndQuotesAreQuoted(String text, String field) {
    assertThat(Output.csvField(text)).isEqualTo(field);
  }
}
