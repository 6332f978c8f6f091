package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that flip, get lost or are repeated in a journal. */
class JournalFuzzTest extends FuzzTest {

  record Row(long step, double loss, String name, Architecture path) {}

  private static final List<Row> WRITTEN =
      List.of(
          new Row(1, 0.1 + 0.2, "<a> \"ü\uFFFD\"\n", Architecture.of(0, 4, 2)),
          new Row(2, Double.NaN, "b", Architecture.of()),
          new Row(3, Double.NEGATIVE_INFINITY, "", null),
          new Row(Long.MAX_VALUE, -0.0, "😀", Architecture.of(1)));

  private static final Row LATER = new Row(5, 1, "later", Architecture.of(2));

  @TempDir private Path folder;
  private byte[] valid;

  JournalFuzzTest() {
    super(1_000, Kind.RUN);
  }

  @BeforeEach
  void write() throws IOException {
    Path file = folder.resolve("valid.jsonl");
    try (var journal = Journal.open(file, Row.class)) {
      journal.appendAll(WRITTEN);
    }
    valid = Files.readAllBytes(file);
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) throws IOException {
    boolean asText = random.nextInt(3) == 0;
    byte[] bytes =
        asText ? mutations.utf8(new String(valid, StandardCharsets.UTF_8)) : mutations.bytes(valid);
    Path file = Files.write(folder.resolve("steps.jsonl"), bytes);
    return new Input() {
      @Override
      public void read() {
        List<Row> rows = records();
        // Whole lines may be doubled, lost or swapped; flipped bytes only end the journal earlier.
        assertThat(WRITTEN).containsAll(rows);
        try (var journal = Journal.open(file, Row.class)) {
          assertThat(journal.records()).isEqualTo(rows);
          journal.append(LATER);
        }
        List<Row> after = new ArrayList<>(rows);
        after.add(LATER);
        assertThat(Journal.read(file, Row.class)).isEqualTo(after);
      }

      private List<Row> records() {
        try {
          return Journal.read(file, Row.class);
        } catch (SupernetException e) {
          // Opening refuses it too, and leaves it as it is, for a person to look at.
          assertThatThrownBy(() -> Journal.open(file, Row.class)).hasMessage(e.getMessage());
          assertThat(file).hasBinaryContent(bytes);
          throw e;
        }
      }

      @Override
      public String name() {
        return "'" + file + "'";
      }

      @Override
      public String shown() {
        return new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }
}
