package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.supernet.SupernetException;
import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.ToySpaces;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NasBenchMacroTest {

  private static final Definition PAPER = Definitions.load(Definitions.find("nasbench-macro"));
  private static final Definition SMALL =
      Definition.of("small", new NasBenchMacro(1, 2), Task.images(8, 8, 1, 2));

  /** Names, parameters and multiply-adds of 60 of the benchmark's networks. */
  static Stream<List<String>> published() throws Exception {
    return Resources.readLines(
            Resources.getResource(NasBenchMacroTest.class, "nasbench_macro_sample.csv"),
            StandardCharsets.UTF_8)
        .stream()
        .skip(1)
        .map(line -> Splitter.on(',').splitToList(line));
  }

  @Test
  void hasEightDecisionsOfThree() {
    assertThat(PAPER.space().decisions()).hasSize(8);
    assertThat(PAPER.space().decisions())
        .extracting(Decision::options)
        .containsOnly(List.of("identity", "mb3_k3", "mb6_k5"));
    assertThat(PAPER.space().size()).isEqualTo(BigInteger.valueOf(6561));
    assertThat(ToySpaces.all(SMALL.space())).hasSize(6561).allMatch(SMALL.space()::connected);
  }

  @ParameterizedTest
  @MethodSource("published")
  void costsAsPublished(List<String> row) {
    Cost cost = PAPER.cost(PAPER.parse(row.get(0)));
    // The benchmark does not count the additions of the ten biases.
    assertThat(cost)
        .isEqualTo(new Cost(Long.parseLong(row.get(2)) + 10, Long.parseLong(row.get(1))));
  }

  @Test
  void writesDigits() {
    assertThat(SMALL.format(Architecture.of(0, 1, 2, 0, 2, 2, 1, 0))).isEqualTo("01202210");
    assertThat(SMALL.parse(" 01202210\n")).isEqualTo(Architecture.of(0, 1, 2, 0, 2, 2, 1, 0));
    assertThat(ToySpaces.all(SMALL.space()))
        .allMatch(a -> SMALL.parse(SMALL.format(a)).equals(a))
        .extracting(SMALL::format)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "0120221, 'it has 7 numbers, not 8'",
    "012022100, 'it has 9 numbers, not 8'",
    "'', it has 0 numbers",
    "01202213, 'number 8, layer_7, is 0 to 2 and not ''3'''",
    "-1202210, 'is 0 to 2 and not ''-'''",
    "o1202210, 'is 0 to 2 and not ''o'''"
  })
  void namesWhatIsWrong(String text, String why) {
    assertThatThrownBy(() -> PAPER.parse(text))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("'" + text + "' is not an architecture of space 'nasbench-macro': ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, channels: 0", "1025, 1, channels: 1025", "1, 0, head: 0"})
  void refusesSizesOutOfRange(int channels, int head, String value) {
    assertRefused(() -> new NasBenchMacro(channels, head), value);
  }
}
