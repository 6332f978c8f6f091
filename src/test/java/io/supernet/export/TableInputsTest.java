package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.data.TableEncoding;
import io.supernet.network.PlainNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Cells of rows become in a graph what they became when the file was read. */
class TableInputsTest {

  private static final String[] COLORS = {"red", "blue", "NA", "plain \u00fc", "rare", "red "};

  @TempDir private Path folder;

  private Split split() throws IOException {
    StringBuilder rows = new StringBuilder("color,size,no gaps,kind\n");
    for (int i = 0; i < 200; i++) {
      String color = i % 67 == 0 ? "once " + i : COLORS[i % 4];
      rows.append(color).append(',').append(i % 9 == 0 ? "?" : Integer.toString(i % 13));
      rows.append(',').append(i * 0.1).append(',').append(i % 2 == 0 ? "a" : "b").append('\n');
    }
    Path file = Files.writeString(folder.resolve("table.csv"), rows);
    return DataSets.load("csv:" + file, new RandomStreams(1));
  }

  @Test
  void rowsOfTheFileBecomeItsExamples() throws IOException {
    Split split = split();
    TableEncoding encoding = split.train().encoding().orElseThrow();
    assertThat(encoding.columns().get(0).texts()).containsExactly("blue", "plain \u00fc", "red");
    assertThat(encoding.columns().get(0).others()).isTrue();
    DataSet data = split.validation();
    float[] expected = new float[data.examples().remaining() / Float.BYTES];
    data.examples().asFloatBuffer().get(expected);
    Map<String, Tensor> rows = TableRows.of(encoding, data, data.size()).inputs();
    assertThat(examples(encoding, rows)).containsExactly(expected, within(0f));
  }

  @Test
  void cellsAreTakenAsTheFileWritesThem() throws IOException {
    TableEncoding encoding = split().train().encoding().orElseThrow();
    float fill = encoding.columns().get(1).fill();
    Map<String, Tensor> rows =
        Map.of(
            "color", TString.vectorOf(" red", "?", "", "never seen", "plain \u00fc"),
            "size", TFloat32.vectorOf(1, Float.NaN, 2, 3, 4),
            "no gaps", TFloat32.vectorOf(5, 6, 7, 8, 9));
    assertThat(examples(encoding, rows))
        .containsExactly(
            // blue, plain, red, others, missing; size, missing; no gaps
            0,
            0,
            1,
            0,
            0,
            1,
            0,
            5, //
            0,
            0,
            0,
            0,
            1,
            fill,
            1,
            6, //
            0,
            0,
            0,
            0,
            1,
            2,
            0,
            7, //
            0,
            0,
            0,
            1,
            0,
            3,
            0,
            8, //
            0,
            1,
            0,
            0,
            0,
            4,
            0,
            9);
  }

  private static float[] examples(TableEncoding encoding, Map<String, Tensor> rows) {
    try (Graph graph = new Graph()) {
      TableInputs inputs = TableInputs.in(PlainNames.in(graph), encoding, Optional.empty());
      try (Session session = new Session(graph)) {
        Session.Runner runner = session.runner().fetch(inputs.examples());
        inputs.columns().forEach((name, input) -> runner.feed(input.asOutput(), rows.get(name)));
        try (Result result = runner.run()) {
          TFloat32 given = (TFloat32) result.get(0);
          float[] values = new float[Math.toIntExact(given.size())];
          given.asRawTensor().data().asFloats().read(values);
          return values;
        }
      } finally {
        rows.values().forEach(Tensor::close);
      }
    }
  }
}
