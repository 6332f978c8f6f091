package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.OtherJvm;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.Nsga2;
import io.supernet.search.RegularizedEvolution;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import io.supernet.storage.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches in a second JVM that is killed with kill -9, against ones that are not. */
class KilledSearchTest {

  private static final int BUDGET = 200;
  private static final int BATCH = 4;
  private static final SearchSpace SPACE = ToySpaces.flat(6, 6, 6, 6);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "evolution",
        "regularized-evolution",
        "local-search",
        "nsga2",
        "reinforce",
        "exhaustive"
      })
  void resumingEvaluatesNothingTwiceAndEndsAsIfItHadNotBeenKilled(String strategy)
      throws IOException, InterruptedException {
    Path journal = folder.resolve("journal");
    List<String> search =
        List.of("-cp", System.getProperty("java.class.path"), getClass().getName(), strategy);
    List<String> arguments = new ArrayList<>(search);
    arguments.add(folder.toString());
    try (OtherJvm jvm = OtherJvm.start(folder.resolve("output"), arguments)) {
      jvm.until(() -> lines(journal).size() > 50);
      jvm.kill();
    }
    List<String> recorded = lines(journal);
    assertThat(recorded).hasSizeLessThan(BUDGET);
    // What kill -9 in the middle of a write leaves: half a line.
    Files.writeString(journal, recorded.get(0).substring(0, 20), StandardOpenOption.APPEND);
    List<String> asked = lines(folder.resolve("asked"));
    assertThat(asked.size() - recorded.size()).isBetween(0, BATCH);

    SearchResult resumed = search(strategy, folder, 0);
    assertThat(lines(journal)).startsWith(recorded.toArray(String[]::new)).hasSize(BUDGET);
    List<String> askedAgain =
        lines(folder.resolve("asked"))
            .subList(asked.size(), asked.size() + BUDGET - recorded.size());
    assertThat(lines(folder.resolve("asked"))).hasSize(asked.size() + askedAgain.size());
    assertThat(askedAgain).doesNotHaveDuplicates();

    Path other = Files.createDirectory(folder.resolve("whole"));
    SearchResult whole = search(strategy, other, 0);
    assertThat(resumed).isEqualTo(whole);
    assertThat(resumed.top(BUDGET)).isEqualTo(whole.top(BUDGET));
    assertThat(lines(journal)).isEqualTo(lines(other.resolve("journal")));
  }

  /** Searches slowly until it is killed. */
  public static void main(String[] arguments) {
    search(arguments[0], Path.of(arguments[1]), 2);
  }

  private static SearchResult search(String strategy, Path folder, int millis) {
    SearchOptions options =
        new SearchOptions(
            strategy,
            BUDGET,
            new EvolutionSearch.Options(20, 5, 0.1),
            false,
            new RegularizedEvolution.Options(20, 5),
            new Nsga2.Options(20, 0.9, 0.1),
            List.of("accuracy"),
            Map.of(),
            0,
            0);
    Objective size = Objective.least("size", a -> a.choice(0) + a.choice(1));
    try (Journal<Evaluation> journal = Journal.open(folder.resolve("journal"), Evaluation.class)) {
      return new Search(
              SPACE,
              watched ->
                  options.start(
                      watched, List.of(Objective.ACCURACY, size), new RandomStreams(3), () -> null),
              new JournaledEvaluator(slowly(folder.resolve("asked"), millis), journal),
              BUDGET,
              BATCH)
          .run(Architecture::toString, Progress.SILENT);
    }
  }

  /** Writes down what it is asked, takes its time, and fails for some. */
  private static Evaluator slowly(Path asked, int millis) {
    return architectures -> {
      List<Evaluation> evaluations = new ArrayList<>();
      for (Architecture architecture : architectures) {
        int sum = 0;
        for (int choice : architecture.toArray()) {
          sum += choice * choice;
        }
        note(asked, architecture + "\n");
        long until = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        evaluations.add(
            sum % 7 == 3
                ? Evaluation.failed(architecture, "sum " + sum)
                : new Evaluation(architecture, sum / 100.0, 1));
      }
      return evaluations;
    };
  }

  private static void note(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
