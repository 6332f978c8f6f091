package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.supernet.SupernetException;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.text.MemoryLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvReaderTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("table.csv");
  }

  private DataSet read(String content) {
    return CsvReader.read("toy", write(file, content.getBytes(StandardCharsets.UTF_8)));
  }

  private DataSet read(String content, DataOptions options) {
    Path written = write(file, content.getBytes(StandardCharsets.UTF_8));
    return CsvReader.table("toy", written, options).whole();
  }

  private static float[] values(DataSet data) {
    float[] values = new float[data.examples().remaining() / Float.BYTES];
    data.examples().asFloatBuffer().get(values);
    return values;
  }

  private static Map<String, String> leftOut(DataSet data) {
    return data.encoding().orElseThrow().leftOut();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String content) {
    return assertThatThrownBy(() -> read(content)).isInstanceOf(SupernetException.class);
  }

  @Test
  void readsNumbersAndNumberedLabels() {
    DataSet data = read("1.5,-2e1,1\n\n0, 3 ,0\r\n");

    assertThat(data.exampleShape()).containsExactly(2L);
    assertThat(data.elementType()).isEqualTo(ElementType.FLOAT32);
    float[] values = new float[4];
    data.examples().asFloatBuffer().get(values);
    assertThat(values).containsExactly(1.5f, -20f, 0f, 3f);
    assertThat(data.labels()).containsExactly(1, 0);
    assertThat(data.classNames()).containsExactly("0", "1");
  }

  @Test
  void skipsAHeaderAndNumbersClassNamesInAlphabeticalOrder() {
    DataSet data = read("\uFEFF\"width\",\"species\"\n1,\"setosa\"\n2,iris\n3,setosa");

    assertThat(data.size()).isEqualTo(3);
    assertThat(data.classNames()).containsExactly("iris", "setosa");
    assertThat(data.labels()).containsExactly(1, 0, 1);
  }

  @Test
  void readsGzip() {
    TestFiles.writeGzip(file, "1,0\n2,1\n".getBytes(StandardCharsets.UTF_8));
    assertThat(CsvReader.read("toy", file).size()).isEqualTo(2);
  }

  @Test
  void rejectsCellsThatAreNoNumbers() {
    assertFails("a,b,label\n1,2,0\n3,x,1\n4,2,1\n")
        .hasMessageContaining("Cell 'x' in line 3, column 2 ('b') of file " + file)
        .hasMessageContaining("write NA where a value is missing")
        .hasMessageContaining("--drop b.");
    assertFails("1,y,0\n1,2,0\n").hasMessageContaining("Cell 'y' in line 1, column 2");
    assertFails("1,0\n-Infinity,0\n").hasMessageContaining("is not a finite number");
    assertFails("1,0\n5f,0\n").hasMessageContaining("Cell '5f' in line 2, column 1");
    assertFails("1,0\n0x1p3,0\n").hasMessageContaining("Cell '0x1p3'");
    assertFails("size,label\n1,0\n-1e39,0\n")
        .hasMessageContaining("Cell '-1e39' in line 3, column 1 ('size')")
        .hasMessageContaining("range of float32");
  }

  @Test
  void rejectsLinesOfAnotherLength() {
    assertFails("1,2,0\n1,0\n")
        .hasMessageContaining("Line 2 of file " + file + " has 2 columns; expected 3");
    assertFails("1\n2\n")
        .hasMessageContaining(
            "has 1 columns; expected at least 2, with commas, semicolons or tabs");
  }

  @Test
  void labelsAreAnyNamesOrNumbers() {
    assertThat(read("1,2\n1,1\n1,3\n").labels()).containsExactly(1, 0, 2);
    assertThat(read("1,1\n1,-1\n").classNames()).containsExactly("-1", "1");
    assertThat(read("1,9\n1,10\n2,x\n").classNames()).containsExactly("9", "10", "x");
    assertFails("1,0\n1,\n").hasMessageContaining("Line 2 of file " + file + " has no label");
    assertFails("1,0\n1,NA\n").hasMessageContaining("has no label in column 2, but 'NA'");
  }

  @Test
  void rejectsFilesWithoutExamples() {
    assertThatThrownBy(() -> CsvReader.read("toy", file))
        .hasMessageContaining(file + " does not exist; expected a CSV table");
    assertFails("").hasMessageContaining(file + " is empty");
    assertFails("a,b,label\n").hasMessageContaining(file + " has no examples");
  }

  @Test
  void rejectsOtherEncodings() {
    write(file, "1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(
        () -> CsvReader.read("toy", file),
        file + " cannot be read as a CSV table in UTF-8: it has bytes that are not UTF-8",
        "iconv");
  }

  @Test
  void saysHowOtherFormatsBecomeText() {
    assertFails("PAR1 and more").hasMessageContaining("pandas.read_parquet('t.parquet').to_csv");
    assertFails("ARROW1 and more").hasMessageContaining("read_feather");
    assertFails("PK\3\4 and more").hasMessageContaining("save its sheet as CSV");
  }

  @Test
  void numbersInAnotherNotationAreTheSameClass() {
    assertThat(read("1,0\n2,01\n3,1\n").labels()).containsExactly(0, 1, 1);
    DataSet data = read("1,0\n2,0.0\n3,1.0\n4,1e0\n5,-0\n");
    assertThat(data.classNames()).containsExactly("0", "1");
    assertThat(data.labels()).containsExactly(0, 0, 1, 1, 0);
  }

  @Test
  void quotedFieldsMayHoldCommasButNothingMayFollowThem() {
    assertThat(read("1, \"a, b\" \n2,c\n").classNames()).containsExactly("a, b", "c");
    assertFails("1,\"a\"b\n2,c\n").hasMessageContaining("Line 1 of file " + file);
    assertFails("1,a\n2,\"b").hasMessageContaining("Line 2, column 2");
    assertFails("1,\"a\n2,b\"\n").hasMessageContaining("a quote is not closed");
  }

  @Test
  void findsTheSeparator() {
    for (String separator : List.of(",", ";", "\t", "|")) {
      String row = String.join(separator, "%s", "%s", "%s") + "\r\n";
      DataSet data =
          read(
              row.formatted("a", "b", "kind")
                  + row.formatted(1, 2.5, "\"x, y; z\"")
                  + row.formatted(3, 4, "\"u, v; w\"")
                  + row.formatted(5, "-6", "\"u, v; w\""));
      assertThat(values(data)).as(separator).containsExactly(1, 2.5f, 3, 4, 5, -6);
      assertThat(data.classNames()).containsExactly("u, v; w", "x, y; z");
    }
  }

  @Test
  void refusesDecimalCommasAndUnits() {
    assertFails("w;h;kind\n1,5;2,5;a\n3,5;1,5;b\n")
        .hasMessageContaining("Cell '1,5' in line 2, column 1 ('w')")
        .hasMessageContaining("write 1234.5 with a point before decimals");
    assertFails("1,5;2,5;a\n3,5;1,5;b\n").hasMessageContaining("Cell '1,5' in line 1, column 1");
    assertFails("price,kind\n\"1,200\",a\n900,b\n").hasMessageContaining("Cell '1,200'");
    assertFails("price,kind\n$12,a\n$13,b\n").hasMessageContaining("no unit");
  }

  @Test
  void refusesDatesAndFreeTextByTheColumnsName() {
    for (String date :
        List.of("2020-01-31", "31/01/2020", "2020-01-31T10:00:00Z", "3 Jan 2020", "10:30")) {
      assertFails("sold,kind\n" + (date + ",a\n").repeat(3))
          .hasMessageContaining("'" + date + "' in line 2, column 1 ('sold')")
          .hasMessageContaining("is a date or a time")
          .hasMessageContaining("--drop sold.");
    }
    StringBuilder notes = new StringBuilder("size,my note,kind\n");
    for (int i = 0; i < 30; i++) {
      notes
          .append(i % 7)
          .append(",said no. ")
          .append(i % 25)
          .append(',')
          .append(i % 2)
          .append('\n');
    }
    assertFails(notes.toString())
        .hasMessageContaining("The texts in column 2 ('my note')")
        .hasMessageContaining("25 different ones in 30 rows")
        .hasMessageContaining("--drop 'my note'.");
    DataSet data = read(notes.toString(), DataOptions.DEFAULT.withDrop(List.of("my note")));
    assertThat(data.exampleShape()).containsExactly(1L);
    assertThat(leftOut(data)).containsExactly(entry("my note", "dropped"));
  }

  @Test
  void numbersToPredictAreRefusedUntilTheUserSaysWhich() {
    String rows = "a,price\n1,2.5\n2,3.5\n3,4\n";
    assertFails(rows)
        .hasMessageContaining("column 2 ('price')")
        .hasMessageContaining("decimals such as 2.5 in line 2, 3 different ones in 3 rows")
        .hasMessageContaining("--task regression")
        .hasMessageContaining("--task classification");
    StringBuilder many = new StringBuilder();
    IntStream.range(0, 200)
        .forEach(i -> many.append(i % 9).append(',').append(i % 51).append('\n'));
    assertFails(many.toString()).hasMessageContaining("numbers such as 0 in line 1, 51 different");
    DataSet data = read(rows, DataOptions.DEFAULT.withTask(TaskKind.REGRESSION));
    assertThat(data.values()).containsExactly(2.5f, 3.5f, 4);
    data = read(rows, DataOptions.DEFAULT.withTask(TaskKind.CLASSIFICATION));
    assertThat(data.classNames()).containsExactly("2.5", "3.5", "4");
    assertThatThrownBy(() -> read("1,2\n2,\n", DataOptions.DEFAULT.withTask(TaskKind.REGRESSION)))
        .hasMessageContaining("Line 2 of file " + file + " has no number to predict in column 2");
    assertThatThrownBy(() -> read("1,2\n2,x\n", DataOptions.DEFAULT.withTask(TaskKind.REGRESSION)))
        .hasMessageContaining("Cell 'x' in line 2, column 2");
  }

  @Test
  void findsHeadersWhoseNamesAreNumbers() {
    String rows = "0.5,3,4,-1,mid\n1,2,3,4,low\n2,3,1,1,low\n5,5,5,5,mid\n";
    DataSet data = read("0,1,2,3,label\n" + rows);
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.classNames()).containsExactly("low", "mid");
    assertThat(read("2001,2002,2003,2005,label\n" + rows).size()).isEqualTo(4);
    String numbers = "7,3,4,-1,1\n1,2,3,4,0\n";
    assertThat(read("0,1,2,3,4\n" + numbers).size()).isEqualTo(2);
    assertThat(read("0,2,2,3,1\n" + numbers).size()).isEqualTo(3);
    assertThat(read("0,1,2,3,1\n" + numbers).size()).isEqualTo(3);
    assertFails("0,1,2\n4,3,1\n5,1,1\n")
        .hasMessageContaining("'0', '1', '2', may name the columns or be an example")
        .hasMessageContaining("--header yes or --header no");
    DataOptions options = DataOptions.DEFAULT;
    assertThat(read("0,1,2\n4,3,1\n5,1,1\n", options.withHeader(true)).size()).isEqualTo(2);
    assertThat(read("0,1,2\n4,3,1\n5,1,1\n", options.withHeader(false)).size()).isEqualTo(3);
  }

  @Test
  void tellsHeadersOfTextsFromExamples() {
    String cars = "low,2,yes\nhigh,4,no\nlow,2,no\nhigh,2,yes\n";
    assertThat(read(cars).size()).isEqualTo(4);
    assertThat(read("price,doors,bought\n" + cars).size()).isEqualTo(4);
    String words = "low,few,yes\nhigh,many,no\nlow,few,no\nhigh,few,yes\n";
    assertThat(read(words).size()).isEqualTo(4);
    assertThat(read("price,doors,bought\n" + words).size()).isEqualTo(4);
    assertFails("a,a,kind\n1,2,x\n3,4,y\n")
        .hasMessageContaining("names the columns 1 and 2 'a'")
        .hasMessageContaining("--header no");
  }

  @Test
  void takesTheLabelByNameOrNumber() {
    String rows = "kind,2,size\na,1,5\nb,2,6\na,3,8\n";
    assertFails(rows).hasMessageContaining("say which with --header yes");
    DataOptions options = DataOptions.DEFAULT.withHeader(true);
    assertThat(values(read(rows, options.withLabel("kind")))).containsExactly(1, 5, 2, 6, 3, 8);
    assertThat(read(rows, options.withLabel("1")).classNames()).containsExactly("a", "b");
    // A header wins over a place.
    assertThat(read(rows, options.withLabel("2")).classNames()).containsExactly("1", "2", "3");
    assertThatThrownBy(() -> read(rows, options.withLabel("4")))
        .hasMessage("File " + file + " has no column '4'; it has kind, 2, size.");
    assertThatThrownBy(() -> read(rows, options.withDrop(List.of("size"))))
        .hasMessageContaining("Column 'size' of file " + file + " is the label");
    assertThatThrownBy(() -> read(rows, options.withLabel("kind").withDrop(List.of("2", "3"))))
        .hasMessageContaining("leaves nothing to learn from");
  }

  @Test
  void leavesOutWhatOnlyNamesRows() {
    StringBuilder rows = new StringBuilder(",patient_id,name,always,none,size,kind\n");
    for (int i = 0; i < 30; i++) {
      rows.append(i).append(',').append(i * 7 % 30).append(",Ms ").append(i);
      rows.append(",x,NA,").append(i % 5).append(',').append(i % 2).append('\n');
    }
    DataSet data = read(rows.toString());
    assertThat(data.exampleShape()).containsExactly(1L);
    assertThat(leftOut(data))
        .containsExactly(
            entry("column_1", "names the rows"),
            entry("patient_id", "names the rows"),
            entry("name", "names the rows"),
            entry("always", "the same in all rows"),
            entry("none", "no values"));
    DataOptions options = DataOptions.DEFAULT.withKeep(List.of("1", "patient_id"));
    assertThat(read(rows.toString(), options).exampleShape()).containsExactly(3L);
    String years = "year,kind\n1,a\n2,b\n3,a\n";
    assertThat(read(years).exampleShape()).as("too few to tell").containsExactly(1L);
  }

  @Test
  void textsBecomeCategoriesAndGapsAreFilled() {
    DataSet data = read("color,size,kind\nred,1,a\ngreen,NA,b\n,4,a\nred,9,b\nred,5,a\n");
    assertThat(values(data))
        .containsExactly(
            // green, red, missing; size, missing
            0,
            1,
            0,
            1,
            0, /**/
            1,
            0,
            0,
            4.5f,
            1, /**/
            0,
            0,
            1,
            4,
            0, /**/
            0,
            1,
            0,
            9,
            0, /**/
            0,
            1,
            0,
            5,
            0);
  }

  @Test
  void rejectsWhatFloat32CannotTellApart() {
    assertFails("time,label\n1700000001,0\n1700000900,1\n")
        .hasMessageContaining("column 1 ('time')")
        .hasMessageContaining("from 1700000001 to 1700000900")
        .hasMessageContaining("subtract 1700000001");
    assertFails("1e-50,0\n2e-50,1\n").hasMessageContaining("too close for float32");
    assertThat(read("20000001,0\n30000000,1\n7,1\n").size()).isEqualTo(3);
    assertThat(read("0.30000001,0\n0.30000001,1\n").size()).isEqualTo(2);
  }

  @Test
  void rejectsAValueThatMakesTheOthersOne() {
    String rows = "a,b,label\n";
    for (int i = 0; i < 40; i++) {
      rows += 2 * i + "," + i * 0.1 + "," + i % 2 + "\n";
    }
    assertThat(read(rows).size()).isEqualTo(40);
    assertThat(read(rows + "1e6,1,0\n").size()).isEqualTo(41);
    assertFails(rows + "1,3e38,0\n")
        .hasMessageContaining("The value 3.0E38 in line 42, column 2 ('b') of file " + file);
    assertFails(rows + "1,3e38,0\n2,-3e38,0\n1,3e38,0\n").hasMessageContaining("3.0E38 in line");
    assertFails(rows + "-1e12,1,0\n").hasMessageContaining("-1.0E12 in line 42, column 1 ('a')");
  }

  @Test
  void refusesWhatTheMemoryDoesNotHold() {
    MemoryLimit limit = new MemoryLimit(1_000_000);
    String rows = "1,2,0\n1,2,1\n".repeat(400_000);
    TestFiles.writeGzip(file, rows.getBytes(StandardCharsets.UTF_8));
    assertRefused(
        () -> CsvReader.table("toy", file, DataOptions.DEFAULT, limit),
        "File " + file + " of ",
        "where 1.0 MB are free for it",
        "-Xmx1g");
    TestFiles.writeGzip(file, new byte[50_000_000]);
    assertRefused(
        () -> CsvReader.table("toy", file, DataOptions.DEFAULT, limit), "Line 1 of file " + file);
    TestFiles.writeGzip(file, "0,".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
    assertRefused(
        () -> CsvReader.table("toy", file, DataOptions.DEFAULT, limit),
        "Line 1 of file " + file + " goes on after");
  }
}
