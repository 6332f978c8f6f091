package io.supernet.table;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.OptionNotation;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import io.supernet.spaces.NasBench201;
import io.supernet.text.MemoryLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  private static final SearchSpace TOY = ToySpaces.flat(2, 3);

  @TempDir Path folder;

  @Test
  void readsPercentAndShares() throws IOException {
    String csv =
        "\uFEFFid,arch,good,share,\n1,o0/o2,90.5,0.5,x\n\n2,\"o1/o0\",1,1e-1,\"a \"\"b\"\", c\"\n";
    Table table = read(csv, "good");
    assertThat(table.column()).isEqualTo("good");
    assertThat(table.architectures()).containsExactly(Architecture.of(0, 2), Architecture.of(1, 0));
    assertThat(table.value(Architecture.of(0, 2))).isEqualTo(0.905);
    assertThat(table.value(Architecture.of(1, 0))).isEqualTo(0.01);
    assertThat(read(csv, "share").value(Architecture.of(1, 0))).isEqualTo(0.1);
    Table both = read(csv, "good", "share");
    assertThat(both.value(Architecture.of(0, 2))).isCloseTo(0.7025, within(1e-12));
    assertThat(both.column()).isEqualTo("mean of good, share");
    assertThat(both.has(Architecture.of(1, 1))).isFalse();
  }

  /** Values above 1 are no percent where the metric is none; of an error the least is the best. */
  @Test
  void otherMetricsAreAsTheyStand() throws IOException {
    String csv = "arch,error,explained\no0/o2,90.5,-0.5\no1/o0,1.25,0.75\n";
    Path file = folder.resolve("errors.csv");
    Files.writeString(file, csv, StandardCharsets.UTF_8);
    Table errors = Table.read(file, List.of("error"), Metric.RMSE, TableTest::parse);
    assertThat(errors.value(Architecture.of(0, 2))).isEqualTo(90.5);
    assertThat(errors.score(Architecture.of(0, 2))).isEqualTo(-90.5);
    Table explained = Table.read(file, List.of("explained"), Metric.R2, TableTest::parse);
    assertThat(explained.score(Architecture.of(0, 2))).isEqualTo(-0.5);
    assertThatThrownBy(() -> Table.read(file, List.of("error"), Metric.R2, TableTest::parse))
        .hasMessageContaining("line 2, column 2 (error): 90.5 is no value of r2, which lies in");
    Files.writeString(file, csv.replace("90.5", "1e999"), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Table.read(file, List.of("error"), Metric.RMSE, TableTest::parse))
        .hasMessageContaining("1e999 is no value of rmse");
  }

  @Test
  void minusZeroIsZero() throws IOException {
    Table table = read("arch,top\no0/o0,-0\no0/o0,0\n", "top");
    assertThat(Double.doubleToRawLongBits(table.value(Architecture.of(0, 0)))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name,acc|o0/o0,1; no column of architectures in its first line; DATA",
        "arch,acc,x|o0/o0,1,2; has no column 'top'; USAGE",
        "arch,top|o0/o0,1|o0/o7,1; line 3, column 1: 'o0/o7' is not an architecture of space; DATA",
        "x,arch,top|0,o0,1; line 2, column 2: 'o0' is not an architecture of space; DATA",
        "arch,top|o0/o0,high; line 2, column 2 (top): 'high' is not a number; DATA",
        "arch,top|o0/o0,; line 2, column 2 (top): '' is not a number; DATA",
        "arch,top|o0/o0,NaN; line 2, column 2 (top): 'NaN' is not a number; DATA",
        "arch,top|o0/o0,0x10; line 2, column 2 (top): '0x10' is not a number; DATA",
        "arch,top|o0/o0,1f; line 2, column 2 (top): '1f' is not a number; DATA",
        "arch,top|o0/o0,1d; line 2, column 2 (top): '1d' is not a number; DATA",
        "arch,top|o0/o0,9e999; column 2 (top): 9e999 is not an accuracy; DATA",
        "arch,top|o0/o0,-1; column 2 (top): -1 is not an accuracy; DATA",
        "arch,top|o0/o0,1234; column 2 (top): 1234 is not an accuracy; DATA",
        "arch,top|o0/o0,1,2; line 2 has 3 columns, its first line 2; DATA",
        "arch,top|o0/o0,1|o0/o0,2; line 3, column 1 (arch): the architecture stands in line 2; DATA",
        "arch,top|\"o0/o0,1; Line 2, column 1 of file; DATA",
        "arch,top|\"o0/o0\"x,1; Line 2 of file; DATA",
        "arch,top; has no rows; DATA",
        "''; is empty; DATA"
      })
  void saysWhatIsWrongAndWhere(String csv, String message, Kind kind) {
    assertThatThrownBy(() -> read(csv.replace('|', '\n'), "top"))
        .isInstanceOfSatisfying(SupernetException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message)
        .hasMessageContaining("t.csv");
  }

  @Test
  void namesFilesThatCannotBeRead() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
    Path torn = Files.write(folder.resolve("torn.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    for (Path file : List.of(binary, torn, folder.resolve("none"), folder)) {
      assertThatThrownBy(() -> Table.read(file, List.of("top"), Metric.ACCURACY, TableTest::parse))
          .isInstanceOfSatisfying(
              SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATA))
          .hasMessageContaining("File " + file + " ");
    }
  }

  /** A thousand times smaller on the disk than what it unpacks to. */
  @Test
  void refusesATableThatUnpacksToMoreThanTheMemoryHolds() throws IOException {
    Path bomb = folder.resolve("bomb.csv.gz");
    byte[] row = "o0/o0,1\n".getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write("arch,top\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1_000_000; i++) {
        out.write(row);
      }
    }
    AtomicInteger parsed = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Table.read(
                    bomb,
                    List.of("top"),
                    Metric.ACCURACY,
                    text -> {
                      parsed.incrementAndGet();
                      return parse(text);
                    },
                    new MemoryLimit(10_000_000)))
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATA))
        .hasMessageContaining("bomb.csv.gz")
        .hasMessageContaining("where 10.0 MB are free")
        .hasMessageContaining("SUPERNET_JAVA_OPTS=-Xmx");
    assertThat(parsed).hasValueLessThan(50_000);
  }

  /** Two skips in a row are as good as one: the table has only the other way to write it. */
  @Test
  void looksUpWhatComputesTheSame() throws IOException {
    Definition cells = Definition.of("cells", new NasBench201(2, 1), Task.images(8, 8, 1, 3));
    String twin = "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|avg_pool_3x3~1|nor_conv_1x1~2|";
    String other = "|none~0|+|none~0|none~1|+|avg_pool_3x3~0|none~1|none~2|";
    Path file =
        Files.writeString(
            folder.resolve("t.csv"),
            "arch_str,a,b\n" + twin + ",0.5,0.75\n" + other + ",0.1,0.1\n");
    Table table = Table.read(file, List.of("a", "b"), Metric.ACCURACY, cells::parse);
    TableEvaluator evaluator = new TableEvaluator(table, cells.distinct(), cells::format);
    Architecture straight = cells.parse("|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|");
    assertThat(evaluator.evaluate(List.of(cells.parse(twin), straight)))
        .extracting(Evaluation::accuracy)
        .containsExactly(0.625, 0.625);
    Architecture missing = cells.parse("|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|");
    assertRefused(
        () -> evaluator.evaluate(List.of(missing)), "no row of |none~0|", "computes the same");
  }

  /** All of NAS-Bench-201's names, as they stand in its table. */
  @Test
  void readsThousandsAtOnce() throws IOException {
    Definition cells = Definition.of("cells", new NasBench201(2, 1), Task.images(8, 8, 1, 3));
    StringBuilder csv = new StringBuilder("arch,top\n");
    for (Architecture architecture : ToySpaces.all(cells.space())) {
      csv.append(cells.format(architecture)).append(",5.5\n");
    }
    Path file = folder.resolve("all.csv");
    Files.writeString(file, csv);
    Table table = Table.read(file, List.of("top"), Metric.ACCURACY, cells::parse);
    assertThat(table.rows()).hasSize(15_625);
  }

  private Table read(String csv, String... metrics) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, csv, StandardCharsets.UTF_8);
    return Table.read(file, List.of(metrics), Metric.ACCURACY, TableTest::parse);
  }

  private static Architecture parse(String text) {
    return new OptionNotation().parse(TOY, text);
  }
}
