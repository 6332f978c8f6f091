package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.supernet.export.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose rows have sets of labels, each a threshold of what the columns say. */
class MultilabelRunTest {

  @TempDir private Path home;

  @Test
  void whatEachRowHasIsLearnedAndSaid() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder rows = new StringBuilder("cloud,temperature,wet,cold,gale\n");
    for (int i = 0; i < 300; i++) {
      double cloud = random.nextDouble();
      double temperature = random.nextDouble(-20, 30);
      rows.append(cloud).append(',').append(temperature).append(',');
      rows.append(cloud > 0.5 ? "yes" : "no").append(',').append(temperature < 0 ? 1 : 0);
      rows.append(',').append(cloud > 0.8).append('\n');
    }
    Path table = Files.writeString(home.resolve("weather.csv"), rows);
    Command run =
        Command.run(
                home,
                "run --space dense-blocks --set blocks=1 --set hidden=4 --set width=8 --epochs 4 "
                    + "--threads 1 --budget 2 --no-baseline --strategy random --top 1 "
                    + "--retrain-epochs 30 --batch 16 --name weather --task multilabel "
                    + "--label wet,cold,gale --data csv:"
                    + table)
            .succeeded();
    assertThat(run.err())
        .contains("labels: 3, of which an example has ", "on average: wet ", "cold ", "gale ")
        .contains("; one answer for all has a validation map of 0.3")
        .contains("random search: best map 0.");
    assertThat(run.out()).contains("Test map of the winner: 0.", "(map on validation examples");
    JsonObject outcome = Command.run(home, "resume weather --quiet --json").succeeded().json();
    JsonObject test = outcome.getAsJsonObject("test");
    assertThat(test.keySet()).containsExactly("map", "macro_f1", "micro_f1", "loss");
    assertThat(test.get("map").getAsDouble()).isGreaterThan(0.6);
    assertThat(Command.run(home, "top weather").succeeded().out()).contains("map", "micro_f1");
    Command.run(home, "report weather").succeeded();

    Path asked =
        Files.writeString(
            home.resolve("asked.csv"), "temperature,cloud\n-15,0.05\n20,0.95\n25,0.1\n");
    List<String> lines =
        Command.run(home, "predict weather " + asked).succeeded().out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("labels,probabilities");
    JsonArray said =
        Command.run(home, "predict weather --all --json " + asked)
            .succeeded()
            .json()
            .getAsJsonArray("rows");
    float[][] given = {{0.05f, -15}, {0.95f, 20}, {0.1f, 25}};
    try (Predictor model = Predictor.load(home.resolve("savedmodels").resolve("weather"))) {
      for (int i = 0; i < 3; i++) {
        float[] expected = model.predict(new float[][] {given[i]})[0];
        List<String> labels = model.labels(expected);
        assertThat(lines.get(i + 1)).startsWith(String.join(";", labels) + ",");
        JsonObject row = said.get(i).getAsJsonObject();
        assertThat(row.getAsJsonArray("labels").asList())
            .extracting(JsonElement::getAsString)
            .containsExactlyElementsOf(labels);
        assertThat(row.getAsJsonArray("probabilities")).hasSize(labels.size());
        for (int c = 0; c < 3; c++) {
          String name = model.classNames().get(c);
          assertThat(row.get("probability of " + name).getAsDouble())
              .isCloseTo(expected[c], offset(1e-6));
          assertThat(labels.contains(name)).isEqualTo(expected[c] > 0.5);
        }
      }
    }
  }
}
