package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.supernet.SupernetException.Kind;
import io.supernet.data.CsvReader;
import io.supernet.data.DataSet;
import io.supernet.data.TableEncoding;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;

class CsvFuzzTest extends FuzzTest {

  private static final List<String> VALID =
      List.of(
          "1.5,-2e1,1\n0, 3 ,0\n7,8,1\n",
          "width,height,species\n1,2,iris\n2,1.25,setosa\n4,-3,iris\n",
          "\uFEFF\"width\",\"species\"\r\n1,\"a\"\"b\"\r\n2,iris\r\n3,iris\r\n",
          "1,2,3,4,5,0\n6,7,8,9,10,1\n1e-3,2,3,4,5,2\n");

  /** Quotes, and separators that are no commas. */
  private static final CharMatcher OTHERS = CharMatcher.anyOf("\";\t|");

  @TempDir private Path folder;

  CsvFuzzTest() {
    super(3_000, Kind.DATA);
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) throws IOException {
    byte[] bytes = mutations.utf8(mutations.any(VALID));
    boolean packed = random.nextInt(8) == 0;
    Path file = folder.resolve("table.csv");
    Files.write(file, packed ? mutations.bytes(Gzip.pack(bytes)) : bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Input() {
      @Override
      public void read() {
        DataSet data = CsvReader.read("toy", file);
        assertThat(data.labels()).hasSize(data.size());
        for (int label : data.labels()) {
          assertThat(label).isBetween(0, data.classes() - 1);
        }
        TableEncoding encoding = data.encoding().orElseThrow();
        assertThat(data.exampleShape()).containsExactly((long) encoding.width());
        if (OTHERS.matchesNoneOf(text) && encoding.isPlain() && encoding.leftOut().isEmpty()) {
          checkValues(data);
        }
      }

      /** Without them a table is easily read in another way. */
      private void checkValues(DataSet data) {
        List<String> lines =
            text.replaceFirst("^\uFEFF", "").lines().filter(line -> !line.isBlank()).toList();
        FloatBuffer values = data.examples().asFloatBuffer();
        int columns = values.remaining() / data.size();
        assertThat(lines.size() - data.size()).as("headers").isBetween(0, 1);
        for (String line : lines.subList(lines.size() - data.size(), lines.size())) {
          List<String> cells = Splitter.on(',').splitToList(line);
          assertThat(cells).hasSize(columns + 1);
          for (String cell : cells.subList(0, columns)) {
            assertThat(values.get()).isEqualTo(Float.parseFloat(cell.strip())).isFinite();
          }
        }
        assertThat(values.hasRemaining()).isFalse();
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
