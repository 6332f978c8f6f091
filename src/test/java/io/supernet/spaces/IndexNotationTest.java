package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexNotationTest {

  private final Definition micro = definition(new EnasMicro(2, 3, 1));
  private final Definition macro = definition(new EnasMacro(2, 3));

  @Test
  void writesNumbers() {
    assertThat(micro.format(Architecture.of(1, 4, 0, 2, 0, 0, 1, 3))).isEqualTo("1 4 0 2 0 0 1 3");
    assertThat(macro.format(Architecture.of(5, 3, 1, 0, 0, 1))).isEqualTo("5 3 1 0 0 1");
  }

  @Test
  void readsThemOverSeveralLines() {
    assertThat(macro.parse(" 5\n 3 1\n 0  0 1\n")).isEqualTo(Architecture.of(5, 3, 1, 0, 0, 1));
  }

  @Test
  void parsesWhatItFormats() {
    Random random = new Random(1);
    for (Definition definition : new Definition[] {micro, macro}) {
      for (int i = 0; i < 100; i++) {
        Architecture architecture = definition.space().sample(random);
        assertThat(definition.parse(definition.format(architecture))).isEqualTo(architecture);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 1 0 0 0 1, 'it has 7 numbers, not 8'",
    "'', 'it has 0 numbers, not 8'",
    "0 0 1 0 0 0 2 0, 'number 7, reduce_2_input2, is 0 to 1 and not ''2'''",
    "0 5 1 0 0 0 1 0, 'number 2, normal_2_op1, is 0 to 4 and not ''5'''",
    "0 -1 1 0 0 0 1 0, 'number 2, normal_2_op1, is 0 to 4 and not ''-1'''",
    "0 0 x 0 0 0 1 0, 'number 3, normal_2_input2, is 0 to 1 and not ''x'''",
    "0 0 0.0 0 0 0 1 0, 'number 3, normal_2_input2, is 0 to 1 and not ''0.0'''"
  })
  void namesWhatIsWrong(String text, String why) {
    assertThatThrownBy(() -> micro.parse(text))
        .isInstanceOf(SupernetException.class)
        .hasMessage("'" + text + "' is not an architecture of space 'enas': " + why + ".");
  }

  @Test
  void refusesTheArcOfAnotherSpace() {
    assertThatThrownBy(() -> macro.parse("1 4 0 2 0 0 1 3"))
        .hasMessageContaining("it has 8 numbers, not 6");
  }

  @Test
  void digitsStandForTenOptionsAtMost() {
    Architecture first = Architecture.of(0);
    assertThat(IndexNotation.DIGITS.format(options(10), first)).isEqualTo("0");
    assertThat(IndexNotation.DIGITS.parse(options(10), "9")).isEqualTo(Architecture.of(9));
    assertThat(IndexNotation.NUMBERS.parse(options(11), "10")).isEqualTo(Architecture.of(10));
    assertRefused(
        () -> IndexNotation.DIGITS.format(options(11), first),
        "Decision 'd' has 11 options, a digit stands for one of ten");
    assertThatThrownBy(() -> IndexNotation.DIGITS.parse(options(11), "1"))
        .hasMessageContaining("has 11 options");
  }

  private static SearchSpace options(int count) {
    List<String> options = IntStream.range(0, count).mapToObj(i -> "o" + i).toList();
    return new SearchSpace("many", List.of(new Decision("d", options, List.of())), a -> true);
  }

  private static Definition definition(Network network) {
    return Definition.of("enas", network, Task.images(8, 8, 1, 2));
  }
}
