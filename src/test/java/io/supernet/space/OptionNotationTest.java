package io.supernet.space;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptionNotationTest {

  private final Notation notation = new OptionNotation();

  static Stream<SearchSpace> spaces() {
    return Stream.of(
        ToySpaces.flat(2, 3), ToySpaces.nested(), ToySpaces.doublyNested(), ToySpaces.dag());
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void parsesWhatItFormats(SearchSpace space) {
    assertThat(ToySpaces.all(space))
        .allSatisfy(a -> assertThat(notation.parse(space, notation.format(space, a))).isEqualTo(a))
        .extracting(a -> notation.format(space, a))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"0 0 0 2, o0/-/-/o2", "1 1 0 0, o1/o1/-/o0", "1 0 3 1, o1/o0/o3/o1"})
  void writesADashForWhatDoesNotMatter(String choices, String text) {
    int[] vector = Stream.of(choices.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    assertThat(notation.format(ToySpaces.doublyNested(), Architecture.of(vector))).isEqualTo(text);
  }

  @Test
  void parsesToTheCanonicalArchitecture() {
    assertThat(notation.parse(ToySpaces.nested(), " o0/o2\n")).isEqualTo(Architecture.of(0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "o0; it has 1 entries, the space 2 decisions",
        "o0/-/-; it has 3 entries, the space 2 decisions",
        "o7/-; 'o7' is not an option of 'outer' [o0, o1]",
        "-/o1; '-' is not an option of 'outer' [o0, o1]",
        "o1/-; decision 'inner' matters here and needs one of [o0, o1, o2]",
      })
  void saysWhatIsWrong(String text, String why) {
    assertThatThrownBy(() -> notation.parse(ToySpaces.nested(), text))
        .isInstanceOf(SupernetException.class)
        .hasMessage("'" + text + "' is not an architecture of space 'toy': " + why + ".");
  }

  @Test
  void formatsOnlyArchitecturesOfTheSpace() {
    assertRefused(() -> notation.format(ToySpaces.nested(), Architecture.of(5, 0)), "'outer'");
  }
}
