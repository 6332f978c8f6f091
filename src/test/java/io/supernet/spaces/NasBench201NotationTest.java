package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NasBench201NotationTest {

  private final NasBench201Notation notation = new NasBench201Notation();
  private final SearchSpace space =
      Definition.of("nasbench201", new NasBench201(1, 1), Task.images(8, 8, 1, 2)).space();

  @Test
  void writesAGroupForEachNode() {
    assertThat(notation.format(space, Architecture.of(4, 0, 3, 1, 3, 2)))
        .isEqualTo(
            "|avg_pool_3x3~0|+|none~0|nor_conv_3x3~1|"
                + "+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|");
  }

  @Test
  void parsesWhatItFormats() {
    assertThat(ToySpaces.all(space))
        .allMatch(a -> notation.parse(space, notation.format(space, a)).equals(a))
        .extracting(a -> notation.format(space, a))
        .doesNotHaveDuplicates();
  }

  @Test
  void ignoresSpaceAround() {
    assertThat(notation.parse(space, " |none~0|+|none~0|none~1|+|none~0|none~1|none~2|\n"))
        .isEqualTo(Architecture.of(0, 0, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "|none~0|+|none~0|conv~1|+|none~0|none~1|none~2|, 'conv' is none of [none",
    "|none~0|+|none~0|~1|+|none~0|none~1|none~2|, '' is none of [none",
    "|none~0|+|none~0|none~1|, it has 2 nodes instead of 3",
    "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|+|none~0|, it has 4 nodes instead of 3",
    "|none~0|+|none~0|+|none~0|none~1|none~2|, node 2 has 1 edges instead of 2",
    "|none~0|none~1|+|none~0|none~1|+|none~0|none~1|none~2|, node 1 has 2 edges instead of 1",
    "|none~0|+|none~0|none~1|+|none~0|none~2|none~1|, edge 'none~2' should end in ~1",
    "|none|+|none~0|none~1|+|none~0|none~1|none~2|, edge 'none' should end in ~0",
    "'', it has 1 nodes instead of 3"
  })
  void namesWhatIsWrong(String text, String why) {
    assertThatThrownBy(() -> notation.parse(space, text))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("'" + text + "' is not an architecture of space '")
        .hasMessageContaining(why);
  }
}
