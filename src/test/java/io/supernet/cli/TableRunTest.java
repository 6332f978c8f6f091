package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.RandomStreams;
import io.supernet.data.DataOptions;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.export.Predictor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** A whole run on a table of categories and gaps, whose rows are then served as they stand. */
class TableRunTest {

  private static final String RUN =
      "run --quiet --json --space dense-blocks --set blocks=1 --set hidden=4 --set width=8 --epochs 4 "
          + "--threads 1 --budget 2 --no-baseline --strategy random --top 1 --retrain-epochs 20 --batch 16 --optimizer sgd "
          + "--name mixed --label kind --drop note --data csv:";

  private static final String[] COLORS = {"red", "green", "blue", ""};

  @TempDir static Path home;
  private static JsonObject outcome;
  private static Path table;

  @BeforeAll
  static void make() throws IOException {
    StringBuilder rows = new StringBuilder("id;kind;color;size;note\n");
    for (int i = 0; i < 120; i++) {
      String size = i % 10 == 0 ? "NA" : Float.toString(i * 7 % 120 - 2.5f);
      rows.append(i).append(';').append(kind(i)).append(';').append(color(i));
      rows.append(';').append(size).append(";said on day ").append(i * 31 % 97).append('\n');
    }
    table = Files.writeString(home.resolve("mixed.csv"), rows);
    outcome = Command.run(home, RUN + table).succeeded().json();
  }

  private static String color(int row) {
    return COLORS[row % 4];
  }

  private static String kind(int row) {
    return (row % 4 < 2) != (row % 7 == 0) ? "warm" : "cold";
  }

  @Test
  void rawRowsGetTheAnswersThatWereTested() throws IOException {
    DataSet test = test();
    List<String[]> rows = rows(test);
    float[] sizes = new float[rows.size()];
    for (int i = 0; i < sizes.length; i++) {
      String size = rows.get(i)[3];
      sizes[i] = size.equals("NA") ? Float.NaN : Float.parseFloat(size);
    }
    int right = 0;
    try (SavedModelBundle model = SavedModelBundle.load(folder());
        TString color = TString.vectorOf(rows.stream().map(r -> r[2]).toArray(String[]::new));
        TFloat32 size = TFloat32.vectorOf(sizes);
        Result result = model.call(Map.of("color", color, "size", size));
        Result again = model.function("columns").call(Map.of("color", color, "size", size))) {
      TInt64 classes = (TInt64) result.get("class").orElseThrow();
      assertThat(again.get("class").orElseThrow()).isEqualTo(classes);
      for (int i = 0; i < sizes.length; i++) {
        right += classes.getLong(i) == test.label(i) ? 1 : 0;
      }
    }
    double tested = outcome.getAsJsonObject("test").get("accuracy").getAsDouble();
    assertThat((double) right / sizes.length).isEqualTo(tested).isBetween(0.6, 0.95);
  }

  @Test
  void aVerbAnswersTheRowsOfATable() throws IOException {
    List<String> lines = Files.readAllLines(table);
    Command.run(home, "predict mixed " + table + " --quiet --out " + home.resolve("answers"))
        .succeeded();
    List<String> answers = Files.readAllLines(home.resolve("answers"));
    assertThat(answers).hasSameSizeAs(lines).first().isEqualTo("class,probability");
    try (Predictor predictor = Predictor.load(Path.of(folder()))) {
      for (int i = 1; i < lines.size(); i++) {
        List<String> row = Splitter.on(';').splitToList(lines.get(i));
        String size = row.get(3).equals("NA") ? "" : row.get(3);
        float[] expected =
            predictor.predict(Map.of("color", List.of(row.get(2)), "size", List.of(size)))[0];
        String name = predictor.className(expected);
        float probability = Float.parseFloat(answers.get(i).replaceFirst(".*,", ""));
        assertThat(answers.get(i)).startsWith(name + ",");
        assertThat(probability).isCloseTo(Math.max(expected[0], expected[1]), within(1e-5f));
      }
    }
    Path other = Files.writeString(home.resolve("other.csv"), "colour,size\nred,1\n");
    Command.run(home, "predict mixed " + other).failed(3, "names no column 'color'");
    Command.run(home, "predict mixed " + other + " " + other).failed(2, "one table, not from 2");
    JsonObject all = Command.run(home, "predict mixed --all --json " + table).succeeded().json();
    assertThat(all.getAsJsonArray("rows")).hasSize(120);
    assertThat(all.getAsJsonArray("rows").get(0).getAsJsonObject().keySet())
        .containsExactly("class", "probability", "probability of cold", "probability of warm");
  }

  private static DataSet test() {
    DataOptions reading = DataOptions.DEFAULT.withLabel("kind").withDrop(List.of("note"));
    return DataSets.load("csv:" + table, new RandomStreams(1), reading, Optional.empty()).test();
  }

  /** The lines of the file that became these examples; a color and a size tell which. */
  private static List<String[]> rows(DataSet test) throws IOException {
    Map<String, String[]> lines =
        Files.readAllLines(table).stream()
            .skip(1)
            .map(line -> line.split(";"))
            .collect(Collectors.toMap(row -> row[2] + "/" + row[3], row -> row, (a, b) -> a));
    FloatBuffer values = test.examples().asFloatBuffer();
    List<String[]> rows = new ArrayList<>();
    float[] example = new float[6];
    while (values.hasRemaining()) {
      values.get(example);
      int color = example[0] == 1 ? 2 : example[1] == 1 ? 1 : example[2] == 1 ? 0 : 3;
      rows.add(
          Objects.requireNonNull(
              lines.get(COLORS[color] + "/" + (example[5] == 1 ? "NA" : example[4]))));
    }
    assertThat(rows).hasSize(24);
    return rows;
  }

  @Test
  void theManifestSaysWhatIsServed() throws IOException {
    assertThat(manifest().getAsJsonArray("columns").toString())
        .contains("\"color\"", "\"string\"", "\"size\"", "missing where NaN")
        .doesNotContain("note", "\"id\"");
    assertThat(manifest().get("largestDifference").getAsDouble()).isLessThan(1e-5);
    assertThat(Command.run(home, "resume mixed --quiet").succeeded().out())
        .contains("Map.of(\"color\", stringTensor, ...)");
  }

  @Test
  void aRunKeepsWhatItFitted() throws IOException {
    Path run = home.resolve("models").resolve("mixed");
    assertThat(run.resolve("manifest.json"))
        .content()
        .contains("\"label\": \"kind\"", "\"names the rows\"", "\"dropped\"");
    Path moved = home.resolve("moved.csv");
    Files.writeString(moved, Files.readString(table).replaceFirst(";size;", ";weight;"));
    Command.run(home, "resume mixed --data csv:" + moved)
        .failed(3, "has other columns than before: color (categories), weight and the label kind");
    Files.writeString(moved, Files.readString(table).replace(";4.5;", ";4.25;"));
    Command.run(home, "resume mixed --data csv:" + moved).failed(3, "are not those that run");
  }

  private static String folder() {
    return outcome.get("savedModel").getAsString();
  }

  private static JsonObject manifest() throws IOException {
    return JsonParser.parseString(Files.readString(Path.of(folder()).resolve("supernet.json")))
        .getAsJsonObject();
  }
}
