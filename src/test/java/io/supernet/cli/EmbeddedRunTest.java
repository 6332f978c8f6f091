package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.data.TableColumn;
import io.supernet.data.TableEncoding;
import io.supernet.export.Predictor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose label follows from a column of 300 categories: far more than have inputs. */
class EmbeddedRunTest {

  private static final int SHOPS = 300;

  /** One of them is rare among training rows. */
  private static final int KNOWN = 299;

  private static final int ROWS = 6000;

  @TempDir static Path home;
  private static Path table;
  private static String said;
  private static JsonObject outcome;

  /** Each shop stands in twenty rows, and closes or stays open in all of them. */
  @BeforeAll
  static void make() throws IOException {
    StringBuilder rows = new StringBuilder("store,size,kind\n");
    for (int i = 0; i < ROWS; i++) {
      String shop = i % 97 == 0 ? "" : i % 101 == 0 ? "new " + i : "shop " + i % SHOPS;
      rows.append(shop).append(',').append(i * 7 % 120).append(',').append(kind(i)).append('\n');
    }
    table = Files.writeString(home.resolve("stores.csv"), rows);
    Command run =
        Command.run(
                home,
                "run --json --space table-resnet --set widths=16 --set blocks=1 --set norms=none --set dropouts=0 "
                    + "--set embeddings=4,8 --epochs 4 --threads 1 --budget 4 --no-baseline --strategy random "
                    + "--top 1 --retrain-epochs 12 --name stores --data csv:"
                    + table)
            .succeeded();
    said = run.err();
    outcome = run.json();
  }

  private static String kind(int row) {
    return row % SHOPS * 7919 % 1000 < 500 ? "open" : "closed";
  }

  private static Split split() {
    return DataSets.load("csv:" + table, new RandomStreams(1));
  }

  @Test
  void learnsWhatEachOfManyCategoriesSays() {
    assertThat(said).contains("store (299 values, embedded; 62 missing)");
    // With inputs for 64 categories only, as much is known of the others as of a coin.
    assertThat(outcome.getAsJsonObject("test").get("accuracy").getAsDouble()).isGreaterThan(0.9);
  }

  @Test
  void aCategoryBecomesItsNumber() {
    DataSet train = split().train();
    TableEncoding encoding = train.encoding().orElseThrow();
    TableColumn store = encoding.columns().get(0);
    assertThat(store.texts()).hasSize(KNOWN).isSorted().contains("shop 0", "shop 299");
    assertThat(encoding.width()).isEqualTo(2);
    // Unknown, known, and missing.
    assertThat(train.categories()).containsExactly(KNOWN + 2, 0);
    assertThat(Normalization.of(train).mean().get(0)).isZero();
    assertThat(Normalization.of(train).std().get(0)).isEqualTo(1);
    assertThat(Normalization.of(train).std().get(1)).isGreaterThan(30);
  }

  @Test
  void rawRowsGetTheAnswersThatWereTested() {
    DataSet test = split().test();
    TableColumn store = test.encoding().orElseThrow().columns().get(0);
    List<String> shops = new ArrayList<>();
    List<String> sizes = new ArrayList<>();
    FloatBuffer examples = test.examples().asFloatBuffer();
    while (examples.hasRemaining()) {
      shops.add(store.text(examples));
      sizes.add(Float.toString(examples.get()));
    }
    try (Predictor predictor = Predictor.load(folder())) {
      float[][] answers = predictor.predict(Map.of("store", shops, "size", sizes));
      int right = 0;
      for (int i = 0; i < answers.length; i++) {
        String answer = predictor.className(answers[i]);
        right += answer.equals(test.classNames().get(test.label(i))) ? 1 : 0;
      }
      assertThat((double) right / answers.length)
          .isEqualTo(outcome.getAsJsonObject("test").get("accuracy").getAsDouble());
    }
  }

  /** One that was never seen is as one that was rare, and neither is as one that is missing. */
  @Test
  void unseenAndMissingOnesAreAnswered() {
    try (Predictor predictor = Predictor.load(folder())) {
      float[][] answers =
          predictor.predict(
              Map.of(
                  "store", List.of("never seen", "new 101", "", "NA", "shop 7", " shop 7"),
                  "size", List.of("60", "60", "60", "60", "60", "60")));
      assertThat(answers[0]).isEqualTo(answers[1]);
      assertThat(answers[2]).isEqualTo(answers[3]).isNotEqualTo(answers[0]);
      assertThat(answers[4]).isEqualTo(answers[5]).isNotEqualTo(answers[0]);
      assertThat(answers[0][0]).isCloseTo(1 - answers[0][1], within(1e-5f));
    }
  }

  @Test
  void whatIsServedSaysSo() throws IOException {
    assertThat(Files.readString(folder().resolve("supernet.json")))
        .contains("one of 299 categories; missing where empty");
    assertThat(home.resolve("models").resolve("stores").resolve("definition.pbtxt"))
        .content()
        .contains("categories: 301");
  }

  private static Path folder() {
    return Path.of(outcome.get("savedModel").getAsString());
  }
}
