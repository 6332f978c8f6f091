package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.supernet.OtherJvm;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.controller.Controller;
import io.supernet.controller.ControllerOptions;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.run.JournaledSearch;
import io.supernet.run.RunLayout;
import io.supernet.run.SearchJournal;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches in a second JVM that is killed with kill -9, against ones that are not. */
class KilledSearchTest {

  private static final int BUDGET = 200;
  private static final int BATCH = 4;
  private static final SearchSpace SPACE = ToySpaces.flat(6, 6, 6, 6);

  /** Evaluations after which a search stands still: within a batch. */
  private static final int STOP = 58;

  @TempDir static Path folder;

  @BeforeAll
  static void killSearches() throws IOException, InterruptedException {
    List<String> searches =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            KilledSearchTest.class.getName(),
            folder.toString());
    try (OtherJvm jvm = OtherJvm.start(folder.resolve("output"), searches)) {
      jvm.until(() -> jvm.wrote("all stand still"));
      jvm.kill();
    }
  }

  static List<String> strategies() {
    return SearchOptions.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void resumingEvaluatesNothingTwiceAndEndsAsIfItHadNotBeenKilled(String strategy)
      throws IOException {
    Path killed = folder.resolve(strategy);
    Path journal = killed.resolve("journal");
    List<String> recorded = lines(journal);
    // What kill -9 in the middle of a write leaves: half a line.
    Files.writeString(journal, recorded.get(0).substring(0, 20), StandardOpenOption.APPEND);
    List<String> asked = lines(killed.resolve("asked"));
    assertThat(asked).hasSize(STOP);
    assertThat(asked.size() - recorded.size()).isBetween(1, BATCH);

    SearchResult resumed = search(strategy, killed, () -> {});
    assertThat(lines(journal)).startsWith(recorded.toArray(String[]::new)).hasSize(BUDGET);
    List<String> all = lines(killed.resolve("asked"));
    List<String> askedAgain = all.subList(asked.size(), all.size());
    assertThat(askedAgain).doesNotHaveDuplicates();
    // What has failed is asked once more; that it fails again is not written twice.
    long failed = recorded.stream().filter(line -> line.contains("\"failure\":\"sum")).count();
    assertThat(askedAgain.size() - (BUDGET - recorded.size())).isBetween(0, (int) failed);

    Path other = Files.createDirectory(killed.resolve("whole"));
    SearchResult whole = search(strategy, other, () -> {});
    assertThat(resumed).isEqualTo(whole);
    assertThat(resumed.top(BUDGET)).isEqualTo(whole.top(BUDGET));
    assertThat(lines(journal)).isEqualTo(lines(other.resolve("journal")));
    assertThat(lines(killed.resolve("searches.jsonl")))
        .hasSize(1 + BUDGET + 1)
        .isEqualTo(lines(other.resolve("searches.jsonl")));
  }

  /** Searches with each strategy until it stands still, all to be killed together. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (String strategy : strategies()) {
      Path home = Files.createDirectory(Path.of(arguments[0]).resolve(strategy));
      CountDownLatch stands = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      Runnable standStill =
          () -> {
            stands.countDown();
            Uninterruptibles.awaitUninterruptibly(never);
          };
      new Thread(() -> search(strategy, home, standStill)).start();
      stands.await();
    }
    System.out.println("all stand still");
  }

  /** {@code atStop} runs once {@link #STOP} architectures were asked for. */
  private static SearchResult search(String strategy, Path folder, Runnable atStop) {
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
            SearchOptions.SUPERNET);
    Objective size = Objective.least("size", a -> a.choice(0) + a.choice(1));
    try (Journal<Evaluation> journal = Journal.open(folder.resolve("journal"), Evaluation.class);
        SearchJournal searches = SearchJournal.open(new RunLayout(folder))) {
      JournaledSearch journaled = searches.resume(options, BATCH, Architecture::toString);
      SearchResult result =
          new Search(
                  SPACE,
                  watched ->
                      options.start(
                          watched,
                          List.of(Objective.ACCURACY, size),
                          new RandomStreams(3),
                          () -> controller()),
                  new JournaledEvaluator(noting(folder.resolve("asked"), atStop), journal),
                  BUDGET,
                  BATCH)
              .withHistory(journaled)
              .run(Architecture::toString, Progress.SILENT);
      journaled.end(result);
      return result;
    }
  }

  private static Controller controller() {
    return new Controller(SPACE, ControllerOptions.PAPER, 4);
  }

  /** Writes down what it is asked, and fails for some. */
  private static Evaluator noting(Path asked, Runnable atStop) {
    AtomicInteger count = new AtomicInteger();
    return architectures -> {
      List<Evaluation> evaluations = new ArrayList<>();
      for (Architecture architecture : architectures) {
        int sum = 0;
        for (int choice : architecture.toArray()) {
          sum += choice * choice;
        }
        note(asked, architecture + "\n");
        if (count.incrementAndGet() == STOP) {
          atStop.run();
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
