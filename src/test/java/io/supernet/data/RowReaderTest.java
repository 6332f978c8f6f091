package io.supernet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.data.RowReader.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowReaderTest {

  private static final List<Wanted> NAMED =
      List.of(new Wanted("size", false, true), new Wanted("color", true, true));
  private static final List<Wanted> UNNAMED =
      List.of(new Wanted("column_1", false, false), new Wanted("column_3", true, true));

  @TempDir Path folder;

  @Test
  void findsColumnsWhereverTheyStand() throws IOException {
    Map<String, List<String>> cells =
        read(NAMED, null, "kind;color;note;size\n?;red;\"a;b\";1.5\n?;NA;x;\n?;42;x;NA\n");
    assertThat(cells).containsOnlyKeys("size", "color");
    assertThat(cells.get("size")).containsExactly("1.5", "", "");
    assertThat(cells.get("color")).containsExactly("red", "", "42");
  }

  @Test
  void takesThemInOrderWhereThereAreNoNames() throws IOException {
    assertThat(read(UNNAMED, null, "1,red\n2,blue\n").get("column_1")).containsExactly("1", "2");
    assertThat(read(NAMED, false, "1,red\n").get("color")).containsExactly("red");
    assertRefused(NAMED, null, "1,red\n", "names none of the columns [size, color]", "--header no");
    assertRefused(UNNAMED, false, "1,2,red\n", "these 2 columns in that order");
    assertRefused(UNNAMED, true, "1,red\n", "names no column 'column_1'");
  }

  /** Else its line would be answered as a row, and each answer stand one line off. */
  @Test
  void findsAHeaderWithOtherNames() {
    assertRefused(UNNAMED, null, "size,color\n1,red\n2,blue\n", "names no column 'column_1'");
  }

  @Test
  void refusesWhatTheModelCannotComputeWith() {
    assertRefused(UNNAMED, false, "1,red\nNA,red\n", "Line 2", "'NA' in column 'column_1'");
    assertRefused(NAMED, null, "size,color\n1e39,red\n", "Line 2", "'1e39' in column 'size'");
  }

  @Test
  void refusesWhatItWouldMisread() {
    assertRefused(NAMED, null, "size,colour\n1,red\n", "names no column 'color'");
    assertRefused(NAMED, null, "size,color,size\n1,red,2\n", "more than one column 'size'");
    assertRefused(NAMED, null, "size,color\n1,red\nbig,red\n", "Line 3", "'big' in column 'size'");
    assertRefused(NAMED, null, "size;color\n1,5;red\n", "Line 2", "'1,5'");
    assertRefused(NAMED, null, "size,color\n", "has no rows to predict");
    assertRefused(NAMED, null, "size,color\n1\n", "Line 2", "has 1 columns; expected 2");
  }

  private void assertRefused(
      List<Wanted> wanted, @Nullable Boolean header, String text, String... parts) {
    assertThatThrownBy(() -> read(wanted, header, text))
        .isInstanceOf(SupernetException.class)
        .hasMessageContainingAll(parts);
  }

  private Map<String, List<String>> read(List<Wanted> wanted, @Nullable Boolean header, String text)
      throws IOException {
    return RowReader.read(Files.writeString(folder.resolve("rows.csv"), text), wanted, header);
  }
}
