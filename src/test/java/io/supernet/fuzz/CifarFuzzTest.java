package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException.Kind;
import io.supernet.data.CifarReader;
import io.supernet.data.DataSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;

class CifarFuzzTest extends FuzzTest {

  private static final int RECORD = 1 + 3 * 32 * 32;
  private static final String NAMES = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";

  @TempDir private Path folder;

  CifarFuzzTest() {
    super(400, Kind.DATA);
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) throws IOException {
    byte[] valid = new byte[2 * RECORD];
    random.nextBytes(valid);
    valid[0] = 9;
    valid[RECORD] = 0;
    boolean meta = random.nextBoolean();
    byte[] bytes = meta ? valid : mutations.bytes(valid);
    if (!meta && bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[0] = (byte) random.nextInt(12);
    }
    byte[] names = meta ? mutations.utf8(NAMES) : NAMES.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("test_batch.bin"), bytes);
    Files.write(folder.resolve("batches.meta.txt"), names);
    return new Input() {
      @Override
      public void read() {
        DataSet data = CifarReader.test(folder);
        assertThat(data.size() * RECORD).isEqualTo(bytes.length);
        for (int i = 0; i < data.size(); i++) {
          assertThat(data.labels()[i]).isEqualTo(bytes[i * RECORD]);
          int pixel = 517 + i;
          for (int c = 0; c < 3; c++) {
            assertThat(data.examples().get(i * (RECORD - 1) + 3 * pixel + c))
                .isEqualTo(bytes[i * RECORD + 1 + 1024 * c + pixel]);
          }
        }
        assertThat(data.classNames())
            .isEqualTo(
                new String(names, StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
      }

      @Override
      public String name() {
        return "ile " + folder;
      }

      @Override
      public String shown() {
        return bytes.length + " bytes and the names " + new String(names, StandardCharsets.UTF_8);
      }
    };
  }
}
