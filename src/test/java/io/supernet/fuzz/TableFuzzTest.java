package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class TableFuzzTest extends FuzzTest {

  private static final String VALID =
      """
      id,arch,top
      1,|none~0|+|nor_conv_1x1~0|none~1|+|none~0|nor_conv_3x3~1|none~2|,0.5
      2,|none~0|+|skip_connect~0|none~1|+|none~0|nor_conv_3x3~1|none~2|,0.25
      3,"|none~0|+|none~0|none~1|+|none~0|none~1|none~2|",1e-1
      """;

  @TempDir private Path folder;
  private Definition space;

  TableFuzzTest() {
    // A column that is not there is the fault of who asks for it.
    super(2_500, Kind.DATA, Kind.USAGE);
  }

  @BeforeEach
  void load() {
    space = SmallSpaces.load(folder).get(0);
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) throws IOException {
    byte[] bytes = mutations.utf8(VALID.replace("\"", random.nextBoolean() ? "\"" : ""));
    Path file = Files.write(folder.resolve("table.csv"), bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Input() {
      @Override
      public void read() {
        Table table = Table.read(file, List.of("top"), Metric.ACCURACY, space::parse);
        table.rows().values().forEach(v -> assertThat(v.get(0)).isBetween(0.0, 1.0));
        if (text.indexOf('"') < 0) {
          checkRows(table);
        }
      }

      /** Without quotes a table is easily read in another way. */
      private void checkRows(Table table) {
        List<List<String>> rows =
            text.replaceFirst("^\uFEFF", "")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Splitter.on(',').trimResults().splitToList(line))
                .toList();
        int arch = rows.get(0).indexOf("arch");
        int top = rows.get(0).indexOf("top");
        List<List<String>> body = rows.subList(1, rows.size());
        double most =
            body.stream().mapToDouble(row -> Double.parseDouble(row.get(top))).max().orElseThrow();
        for (List<String> row : body) {
          assertThat(table.value(space.parse(row.get(arch))))
              .isEqualTo(Double.parseDouble(row.get(top)) / (most > 1 ? 100 : 1) + 0.0);
        }
      }

      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public String shown() {
        return text;
      }
    };
  }
}
