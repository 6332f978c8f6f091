package io.supernet.data;

import static io.supernet.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
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
        .hasMessageContaining("Cell 'x' in line 3, column 2 of file " + file);
    assertFails("1,y,0\n1,2,0\n").hasMessageContaining("Cell 'y' in line 1, column 2");
    assertFails("1,0\nNaN,0\n").hasMessageContaining("Cell 'NaN' in line 2, column 1");
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
        .hasMessageContaining(file + " go from 0 to 3, but 2 is missing before 3");
    assertFails("1,-1\n1,1\n").hasMessageContaining("go from -1 to 1");
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
    assertThatThrownBy(() -> CsvReader.read("toy", file))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining(file + " cannot be read as a CSV table in UTF-8");
  }
}
