package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsFuzzTest extends FuzzTest {

  /** Numbers of a network whose space is read in a millisecond or two. */
  private static final Pattern SMALL = Pattern.compile("[^0-9]*([0-9]{1,2}[^0-9]+)*");

  private static final int MOST = 2_000;

  @TempDir private Path folder;
  private final List<String> valid = new ArrayList<>(SmallSpaces.TEXTS);

  DefinitionsFuzzTest() {
    super(1_500, Kind.USAGE);
  }

  @BeforeEach
  void addThoseThatComeAlong() throws IOException {
    for (String name : Definitions.builtIn()) {
      valid.add(Files.readString(Path.of("models", name + ".pbtxt")));
    }
    valid.add("name: 'own' custom { class_name: 'java.lang.String' }");
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) throws IOException {
    byte[] bytes = mutations.utf8(mutations.any(valid));
    Path file = Files.write(folder.resolve("a.pbtxt"), bytes);
    return new Input() {
      @Override
      public void read() throws IOException {
        NetworkDefinition definition = Definitions.find(file.toString());
        String text = Definitions.format(definition);
        assertThat(Definitions.read(Files.writeString(folder.resolve("b.pbtxt"), text)))
            .isEqualTo(definition);
        if (definition.hasTask() && text.length() < MOST && SMALL.matcher(text).matches()) {
          space(definition);
        }
      }

      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public String shown() {
        return new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }

  /** Whoever passes the check of the file may still be refused with the data, by its own name. */
  private static void space(NetworkDefinition text) {
    Definition definition;
    try {
      definition = Definitions.load(text);
    } catch (SupernetException e) {
      assertThat(e.kind()).isEqualTo(Kind.USAGE);
      return;
    }
    Task task = definition.task();
    assertThat(task.classes()).isEqualTo(text.getTask().getClasses());
    Architecture first =
        definition
            .space()
            .canonical(Architecture.of(new int[definition.space().decisions().size()]));
    assertThat(definition.parse(definition.format(first))).isEqualTo(first);
  }
}
