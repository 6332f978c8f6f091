package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.DataOptions.TaskKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several columns of a table that are labels. */
class SetColumnsTest {

  private static final DataOptions MULTILABEL = DataOptions.DEFAULT.withTask(TaskKind.MULTILABEL);

  @TempDir Path folder;

  private DataSet read(String content, DataOptions options) {
    Path file = folder.resolve("table.csv");
    write(file, content.getBytes(StandardCharsets.UTF_8));
    return CsvReader.table("toy", file, options).whole();
  }

  private static byte[] sets(DataSet data) {
    byte[] sets = new byte[data.sets().remaining()];
    data.sets().get(sets);
    return sets;
  }

  @Test
  void sayYesOrNoInAnyOfTheUsualWays() {
    String table =
        """
        wet,size,cold,"big, old"
        1,0.5,yes,TRUE
        0,1.5,No,false
        1.0,2.5,NO,0
        """;
    DataSet data = read(table, MULTILABEL.withLabel("cold,\"big, old\",1"));
    assertThat(data.classNames()).containsExactly("cold", "big, old", "wet");
    assertThat(sets(data)).containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 1);
    assertThat(data.exampleShape()).containsExactly(1L);
    assertThat(data.encoding().orElseThrow().label()).isEqualTo("cold, big, old, wet");
  }

  @Test
  void refuseWhatIsNeither() {
    DataOptions named = MULTILABEL.withLabel("a,b");
    assertRefused(
        () -> read("x,a,b\n1,0,1\n2,2,1\n", named),
        "Line 3 of file ",
        "has '2' in column 2 ('a'), which is a label; write 1 or 0, yes or no, or true or false there.");
    assertRefused(
        () -> read("x,a,b\n1,0,1\n2,1,\n", named),
        "Line 3 of file ",
        "has nothing in column 3 ('b')",
        "or remove the line.");
    assertRefused(() -> read("x,a,b\n1,0,NA\n", named), "has 'NA' in column 3");
    assertRefused(() -> read("x,a,b\n1,0,maybe\n", named), "has 'maybe' in column 3");
  }

  @Test
  void areAtLeastTwoAndNamedOnce() {
    String table = "x,a,b\n1,0,1\n2,1,0\n";
    assertRefused(() -> read(table, MULTILABEL), "at least two label columns, and none is named");
    assertRefused(
        () -> read(table, MULTILABEL.withLabel("a")), "only 'a' is named", "--label wet,cold");
    assertRefused(() -> read(table, MULTILABEL.withLabel("a,2")), "'a' is named twice");
    assertRefused(() -> read(table, MULTILABEL.withLabel("a,c")), "has no column 'c'");
    assertRefused(
        () -> read(table, DataOptions.DEFAULT.withLabel("a,b")),
        "has no column 'a,b'; if these are several columns, each of which says yes or no, say --task multilabel.");
    assertRefused(
        () -> read("a,b\n0,1\n1,0\n", MULTILABEL.withLabel("a,b")), "nothing to learn from");
  }
}
