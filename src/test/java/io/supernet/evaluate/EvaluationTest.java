package io.supernet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.supernet.run.Retrained;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

  private static final Architecture PATH = Architecture.of(2, 0);
  private static final Evaluation CLASSIFIED = new Evaluation(PATH, 0.75, 0.5);
  private static final Evaluation FITTED =
      new Evaluation(PATH, ImmutableMap.of("r2", -0.25, "rmse", 3.0, "loss", 1.25));
  private static final Evaluation FAILED = Evaluation.failed(PATH, "it is \"too\" deep");

  @TempDir private Path folder;

  @Test
  void metricsHaveNamesAndAnOrder() {
    assertThat(FITTED.metrics().keySet()).containsExactly("r2", "rmse", "loss");
    assertThat(FITTED.judged()).hasValue(-0.25);
    assertThat(FITTED.metric("rmse")).isEqualTo(3);
    assertThat(CLASSIFIED.metrics()).isEqualTo(Map.of("accuracy", 0.75, "loss", 0.5));
    assertThatThrownBy(FITTED::accuracy)
        .hasMessage("There is no accuracy of [2, 0]: its evaluation has only r2, rmse, loss.");
    assertThatThrownBy(FAILED::accuracy)
        .hasMessage("There is no accuracy of [2, 0]: it is \"too\" deep.");
  }

  @Test
  void whatIsNotFiniteIsAFailure() {
    Evaluation evaluation = new Evaluation(PATH, Map.of("r2", 0.5, "loss", Double.NaN));
    assertThat(evaluation.failure()).isEqualTo("its output is not finite");
    assertThat(evaluation.metrics()).isEmpty();
    assertThat(new Evaluation(PATH, 0.5, Double.POSITIVE_INFINITY)).isEqualTo(evaluation);
  }

  @Test
  void refusesWhatIsNoJudgment() {
    assertThatThrownBy(() -> new Evaluation(PATH, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Evaluation(PATH, 1.5, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Evaluation(PATH, Map.of("accuracy", -0.5)))
        .isInstanceOf(IllegalArgumentException.class);
    // In a journal these names are those of other fields.
    for (String name : List.of("failure", "architecture", "key", "F1")) {
      assertThatThrownBy(() -> new Evaluation(PATH, Map.of("accuracy", 0.5, name, 0.02)))
          .hasMessageContaining("'" + name + "' is no name of a metric");
    }
  }

  @Test
  void aJournalHasEachMetricByItsName() throws IOException {
    Path file = folder.resolve("evaluations.jsonl");
    try (Journal<Evaluation> journal = Journal.open(file, Evaluation.class)) {
      journal.appendAll(List.of(CLASSIFIED, FITTED, FAILED));
    }
    assertThat(Files.readAllLines(file).stream().map(line -> line.substring(9)))
        .containsExactly(
            "{\"architecture\":{\"choices\":[2,0]},\"accuracy\":0.75,\"loss\":0.5}",
            "{\"architecture\":{\"choices\":[2,0]},\"r2\":-0.25,\"rmse\":3.0,\"loss\":1.25}",
            "{\"architecture\":{\"choices\":[2,0]},\"failure\":\"it is \\\"too\\\" deep\"}");
    List<Evaluation> read = Journal.read(file, Evaluation.class);
    assertThat(read).containsExactly(CLASSIFIED, FITTED, FAILED);
    assertThat(read.get(1).metrics().keySet()).containsExactly("r2", "rmse", "loss");
  }

  /** As they were written when accuracy and loss were all that there was. */
  @Test
  void readsOldJournals() throws IOException {
    Path evaluations = folder.resolve("evaluations.jsonl");
    write(
        evaluations,
        "{\"architecture\":{\"choices\":[2,0]},\"accuracy\":0.75,\"loss\":0.5}",
        "{\"architecture\":{\"choices\":[2,0]},\"accuracy\":0.0,\"loss\":NaN,\"failure\":\"it is \\\"too\\\" deep\"}");
    assertThat(Journal.read(evaluations, Evaluation.class)).containsExactly(CLASSIFIED, FAILED);
    Path retrained = folder.resolve("retrained.jsonl");
    write(
        retrained,
        "{\"key\":\"0a\",\"architecture\":{\"choices\":[2,0]},\"accuracy\":0.75,\"loss\":0.5}",
        "{\"key\":\"0b\",\"architecture\":{\"choices\":[2,0]},\"accuracy\":0.0,\"loss\":NaN,\"failure\":\"it is \\\"too\\\" deep\"}");
    List<Retrained> read = Journal.read(retrained, Retrained.class);
    assertThat(read).containsExactly(new Retrained("0a", CLASSIFIED), new Retrained("0b", FAILED));
    Path again = folder.resolve("again.jsonl");
    try (Journal<Retrained> journal = Journal.open(again, Retrained.class)) {
      journal.appendAll(read);
    }
    assertThat(Files.readAllLines(again).get(0)).isEqualTo(Files.readAllLines(retrained).get(0));
    assertThat(Journal.read(again, Retrained.class)).isEqualTo(read);
  }

  /** Lines with their checksums, by another implementation of them. */
  private static void write(Path file, String... records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String json : records) {
      // Guava gives the lowest byte first.
      String sum =
          Integer.toHexString(Hashing.crc32c().hashString(json, StandardCharsets.UTF_8).asInt());
      lines.append("0".repeat(8 - sum.length())).append(sum).append(' ').append(json).append('\n');
    }
    Files.writeString(file, lines);
  }
}
