package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class NotationsFuzzTest extends FuzzTest {

  @TempDir private Path folder;
  private List<Definition> spaces;

  NotationsFuzzTest() {
    super(5_000, Kind.USAGE);
  }

  @BeforeEach
  void load() {
    spaces = SmallSpaces.load(folder);
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) {
    Definition definition = mutations.any(spaces);
    int[] choices =
        definition.space().decisions().stream()
            .mapToInt(decision -> random.nextInt(decision.options().size()))
            .toArray();
    Architecture architecture = definition.space().canonical(Architecture.of(choices));
    String valid = definition.format(architecture);
    assertThat(definition.parse(valid)).isEqualTo(architecture);
    String text = mutations.text(valid);
    return new Input() {
      @Override
      public void read() {
        Architecture parsed = definition.parse(text);
        if (text.equals(valid)) {
          assertThat(parsed).isEqualTo(architecture);
        }
        assertThat(definition.parse(definition.format(parsed))).isEqualTo(parsed);
      }

      @Override
      public String name() {
        return "is not an architecture of space '" + definition.name() + "'";
      }

      @Override
      public String shown() {
        return text;
      }
    };
  }
}
