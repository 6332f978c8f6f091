package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException.Kind;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void aMessageStaysOnItsLineWhateverItNames() {
    String value = "a\n\r\t\0\u001b[2J\u0085\u2028\u202e\u2066\ud83d|";
    assertThat(new SupernetException(Kind.DATA, "'" + value + "' is wrong."))
        .hasMessage(
            "'a\\u000a\\u000d\\u0009\\u0000\\u001b[2J\\u0085\\u2028\\u202e\\u2066\\ud83d|' is wrong.");
    assertThat(new SupernetException(Kind.DATA, "\u007f", new RuntimeException()))
        .hasMessage("\\u007f");
    // Words of any language, and what joins letters and pictures.
    String written = "naïve été 日本 می\u200cخواهم 👩\u200d🔬";
    assertThat(new SupernetException(Kind.DATA, written)).hasMessage(written);
  }

  @Test
  void ofALongTextTheEndsAreShown() {
    String shown = Text.oneLine("begin" + "x".repeat(1_000_000) + "end");
    assertThat(shown).startsWith("beginx").contains("x … x").endsWith("xend").hasSize(4003);
    assertThat(Text.oneLine("x".repeat(4000))).hasSize(4000);
  }
}
