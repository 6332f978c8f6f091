package io.supernet.space;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

  @Test
  void optionsAreCopied() {
    List<String> options = new ArrayList<>(List.of("skip", "nor_conv_3x3", "a.b+c:d~e-f"));
    Decision decision = new Decision("edge", options);
    options.clear();
    assertThat(decision.options()).containsExactly("skip", "nor_conv_3x3", "a.b+c:d~e-f");
    assertThat(decision.conditions()).isEmpty();
  }

  @Test
  void optionsDiffer() {
    assertThatThrownBy(() -> new Decision("edge", List.of("skip", "skip")))
        .isInstanceOf(SupernetException.class)
        .hasMessage("Decision 'edge' needs options with different names, has [skip, skip].");
  }

  @Test
  void thereIsAnOption() {
    assertRefused(() -> new Decision("edge", List.of()), "'edge'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-skip", "a/b", "a b", "a,b", "a\n", "a|b"})
  void optionsAreNamesThatNotationsCanWrite(String option) {
    assertRefused(
        () -> new Decision("edge", List.of("skip", option)),
        "Option '" + Text.oneLine(option) + "' of decision 'edge' is not a name");
  }
}
