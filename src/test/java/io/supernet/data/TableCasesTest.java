package io.supernet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.Text;
import io.supernet.data.DataOptions.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people bring them, and what they are told of them before anything is trained. */
class TableCasesTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("table.csv");
  }

  private void write(String header, int rows, IntFunction<String> row) throws IOException {
    StringBuilder table = new StringBuilder(header).append('\n');
    for (int i = 0; i < rows; i++) {
      table.append(row.apply(i)).append('\n');
    }
    Files.writeString(file, table);
  }

  private Split load(DataOptions options) {
    return DataSets.load("csv:" + file, STREAMS, options, Optional.empty());
  }

  private Split load() {
    return load(DataOptions.DEFAULT);
  }

  @Test
  void categoriesAndGaps() throws IOException {
    String[] colors = {"red", "green", "blue"};
    write(
        "id,color,size,weight,kind",
        90,
        i ->
            Text.of(
                "%d,%s,%s,%s,%s",
                i, colors[i % 3], i % 9 == 0 ? "" : i % 11, i % 10 == 0 ? "NA" : i % 7, i % 2));
    Split split = load();
    assertThat(split.train().exampleShape()).containsExactly(7L);
    assertThat(DataSummary.of(split))
        .containsExactly(
            "data: csv:"
                + file
                + ", 90 examples (54 training, 18 validation, 18 test) of 7 numbers",
            "columns of numbers: 2: size (10 missing, filled with "
                + split.train().encoding().orElseThrow().columns().get(1).fill()
                + "), weight (9 missing, filled with 3.0)",
            "columns of categories: 1: color (blue, green, red)",
            "columns left out: id (names the rows)",
            "label 'kind': 2 classes: 0 45, 1 45; always '0' has a validation accuracy of 50.00 %");
  }

  @Test
  void whatIsFittedIsFittedOnTrainingRows() throws IOException {
    write("size,kind", 100, i -> (i % 5 == 0 ? "" : i) + "," + i % 2);
    Split split = load();
    TableColumn size = split.train().encoding().orElseThrow().columns().get(0);
    float[] values = new float[2 * split.train().size()];
    split.train().examples().asFloatBuffer().get(values);
    double[] present =
        IntStream.range(0, split.train().size())
            .filter(i -> values[2 * i + 1] == 0)
            .mapToDouble(i -> values[2 * i])
            .sorted()
            .toArray();
    int half = present.length / 2;
    double median =
        present.length % 2 == 1 ? present[half] : (present[half - 1] + present[half]) / 2;
    assertThat(size.fill()).isEqualTo((float) median);
    // Another split has another median, unless the one of before is kept.
    Split other =
        DataSets.load(
            "csv:" + file, new RandomStreams(2), DataOptions.DEFAULT, split.train().encoding());
    assertThat(other.train().encoding()).isEqualTo(split.train().encoding());
    Split fresh = DataSets.load("csv:" + file, new RandomStreams(2));
    assertThat(fresh.train().encoding()).isNotEqualTo(split.train().encoding());
  }

  @Test
  void otherColumnsThanWereKeptAreRefused() throws IOException {
    write("size,kind", 20, i -> i * 3 % 7 + "," + i % 2);
    Optional<TableEncoding> kept = load().train().encoding();
    write("weight,kind", 20, i -> i * 3 % 7 + "," + i % 2);
    assertThatThrownBy(() -> DataSets.load("csv:" + file, STREAMS, DataOptions.DEFAULT, kept))
        .hasMessageContaining("has other columns than before: weight and the label kind")
        .hasMessageContaining("where it had size and the label kind");
  }

  @Test
  void aHeaderOfNumbers() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    String[] classes = {"low", "mid", "high"};
    write("0,1,label", 90, i -> random.nextDouble() + "," + i + "," + classes[i % 3]);
    Split split = load(DataOptions.DEFAULT.withKeep(List.of("1")));
    assertThat(split.train().classNames()).containsExactly("high", "low", "mid");
    assertThat(DataSummary.of(split))
        .contains("columns of numbers: 2: 0, 1")
        .anyMatch(line -> line.contains(", 90 examples "));
  }

  @Test
  void labelsFromOne() throws IOException {
    write("a,b,y", 90, i -> i * 7 % 10 + "," + i * 3 % 8 + "," + (1 + i % 3));
    assertThat(load().train().classNames()).containsExactly("1", "2", "3");
  }

  @Test
  void aRareClass() throws IOException {
    write("a,b,fraud", 400, i -> i * 7 % 10 + "," + i * 3 % 8 + "," + (i < 5 ? 1 : 0));
    assertThat(DataSummary.of(load()))
        .contains(
            "label 'fraud': 2 classes: 0 395, 1 5; always '0' has a validation accuracy of 98.75 %");
    write("a,b,fraud", 400, i -> i * 7 % 10 + "," + i * 3 % 8 + "," + (i < 2 ? 1 : 0));
    assertThatThrownBy(this::load)
        .hasMessageContaining("Class '1'")
        .hasMessageContaining("has too few examples (2)")
        .hasMessageContaining("give it at least 5");
  }

  @Test
  void aNumberToPredict() throws IOException {
    write("a,b,price", 90, i -> i * 7 % 10 + "," + i * 3 % 8 + "," + (100 + i * 1.25));
    assertThatThrownBy(this::load).hasMessageContaining("say --task regression");
    Split split = load(DataOptions.DEFAULT.withTask(TaskKind.REGRESSION));
    assertThat(split.train().hasValues()).isTrue();
    assertThat(DataSummary.of(split))
        .anyMatch(
            line ->
                line.startsWith("label 'price': numbers from 100.0 to 211.25; always their mean"));
    write("a,price", 20, i -> i * 7 % 10 + ",5");
    assertThatThrownBy(() -> load(DataOptions.DEFAULT.withTask(TaskKind.REGRESSION)))
        .hasMessageContaining("have the value 5.0; there is nothing to learn");
  }
}
