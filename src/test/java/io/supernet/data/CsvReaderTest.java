package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.text.MemoryLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    assertFails("a,b,label\n1,2,0\n3,x,1\n")
        .hasMessageContaining("Cell 'x' in line 3, column 2 ('b') of file " + file);
    assertFails("1,y,0\n1,2,0\n").hasMessageContaining("Cell 'y' in line 1, column 2");
    assertFails("1,0\nNaN,0\n").hasMessageContaining("Cell 'NaN' in line 2, column 1");
    assertFails("1,0\n-Infinity,0\n").hasMessageContaining("is not a finite number");
    assertFails("1,0\n5f,0\n").hasMessageContaining("Cell '5f' in line 2, column 1");
    assertFails("1,0\n0x1p3,0\n").hasMessageContaining("Cell '0x1p3'");
    assertFails("size,label\n1,0\n-1e39,0\n")
        .hasMessageContaining("Cell '-1e39' in line 3, column 1 ('size')")
        .hasMessageContaining("range of float32");
    assertFails("1,0\n,0\n").hasMessageContaining("Cell '' in line 2, column 1");
  }

  @Test
  void rejectsLinesOfAnotherLength() {
    assertFails("1,2,0\n1,0\n")
        .hasMessageContaining("Line 2 of file " + file + " has 2 columns; expected 3");
    assertFails("1\n2\n").hasMessageContaining("has 1 columns; expected at least 2");
  }

  @Test
  void rejectsLabelsWithGapsOrNone() {
    assertFails("1,0\n1,1\n1,3\n")
        .hasMessageContaining(file + " go from 0 to 3, but 2 is missing before 3")
        .hasMessageContaining("number the classes from 0");
    assertFails("1,-1\n1,1\n")
        .hasMessageContaining("begin at -1, and classes count from 0; number the classes from 0");
    assertFails("1,-1\n1,0\n1,1\n").hasMessageContaining("add 1 to each of them, or write names");
    assertFails("1,1\n1,2\n1,3\n").hasMessageContaining("subtract 1 from each of them");
    assertFails("1,0\n1,\n").hasMessageContaining("Line 2 of file " + file + " has no label");
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
        () -> CsvReader.read("toy", file), file + " cannot be read as a CSV table in UTF-8");
  }

  @Test
  void numbersInAnotherNotationAreTheSameClass() {
    assertThat(read("1,0\n2,01\n3,1\n").labels()).containsExactly(0, 1, 1);
  }

  @Test
  void quotedFieldsMayHoldCommasButNothingMayFollowThem() {
    assertThat(read("1, \"a, b\" \n2,c\n").classNames()).containsExactly("a, b", "c");
    assertFails("1,\"a\"b\n2,c\n").hasMessageContaining("Line 1 of file " + file);
    assertFails("1,a\n2,\"b").hasMessageContaining("Line 2, column 2");
    assertFails("1,\"a\n2,b\"\n").hasMessageContaining("a quote is not closed");
  }

  @Test
  void namesTheSeparatorOfOtherTables() {
    assertFails("1;2;a\n").hasMessageContaining("separated by semicolons");
    assertFails("1\t2\ta\n").hasMessageContaining("separated by tabs");
    assertFails("1,5;2,5;a\n3,5;1,5;b\n")
        .hasMessageContaining("semicolons: write commas between columns, and points in decimal");
  }

  @Test
  void rejectsNumbersToPredict() {
    assertFails("1,2.5\n2,3.5\n3,4\n")
        .hasMessageContaining("decimal numbers such as 2.5 in line 1, 3 different ones in 3 rows");
    assertFails("1,0.0\n2,1.0\n").hasMessageContaining("write whole numbers such as 0");
  }

  @Test
  void rejectsAHeaderWithNumbersInIt() {
    assertFails("0,1,label\n1,2,a\n2,3,a\n3,4,b\n4,5,b\n")
        .hasMessageContaining("Line 1 of file " + file + " looks like a header")
        .hasMessageContaining("'label'");
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
      rows += i + "," + i * 0.1 + "," + i % 2 + "\n";
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
        () -> CsvReader.read("toy", file, limit),
        "File " + file + " of ",
        "where 1.0 MB are free for it",
        "-Xmx1g");
    TestFiles.writeGzip(file, new byte[50_000_000]);
    assertRefused(() -> CsvReader.read("toy", file, limit), "Line 1 of file " + file);
    TestFiles.writeGzip(file, "0,".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
    assertRefused(
        () -> CsvReader.read("toy", file, limit), "Line 1 of file " + file + " goes on after");
  }
}
