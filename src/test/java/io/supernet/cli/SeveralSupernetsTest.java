package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import io.supernet.supernet.Concurrency;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.supernet.SupernetEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that trains two supernets and judges by the mean over them. */
class SeveralSupernetsTest {

  private static final String TRAIN =
      "train --space dense-blocks --epochs 2 --threads 1 --quiet --name ";

  @TempDir Path home;

  @Test
  void architecturesAreJudgedByTheMeanOfWhatEachSaysAlone() throws IOException {
    Path table = SmallestRun.table(home);
    String data = " --data csv:" + table;
    Command.run(home, TRAIN + "one" + data).succeeded();
    Command.run(home, TRAIN + "two --supernets 2" + data).succeeded();
    Path models = home.resolve("models");
    assertThat(models.resolve("two/training-2.jsonl")).isNotEmptyFile();

    List<Evaluation> first;
    List<Evaluation> second;
    List<Architecture> some;
    try (Run run = Run.builder(models.resolve("two")).open();
        Run one = Run.builder(models.resolve("one")).open()) {
      some = List.of(run.definition().smallest(), run.definition().largest());
      first = evaluations(run, 1, some);
      second = evaluations(run, 2, some);
      // The first of several is the one that a run has otherwise.
      assertThat(evaluations(one, 1, some)).isEqualTo(first);
      assertThat(second).isNotEqualTo(first);
      Files.writeString(
          home.resolve("archs.txt"),
          run.definition().format(some.get(0)) + "\n" + run.definition().format(some.get(1)));
    }
    Command.run(home, "evaluate two --quiet --file " + home.resolve("archs.txt")).succeeded();

    List<Evaluation> means =
        Journal.read(models.resolve("two/evaluations.jsonl"), Evaluation.class);
    for (int i = 0; i < 2; i++) {
      assertThat(means.get(i).architecture()).isEqualTo(some.get(i));
      for (String metric : List.of("accuracy", "loss")) {
        double mean = (first.get(i).metric(metric) + second.get(i).metric(metric)) / 2;
        assertThat(means.get(i).metric(metric)).isCloseTo(mean, within(1e-12));
      }
    }
  }

  @Test
  void whatCannotBeAveragedIsRefused() throws IOException {
    String data = " --data csv:" + SmallestRun.table(home);
    Command.run(home, TRAIN + "many --supernets 101" + data)
        .failed(2, "The number of supernets is 101; give 1 to 100");
    Command.run(home, TRAIN + "none --supernets 0" + data).failed(2, "'--supernets' is 0");
    Command.run(home, TRAIN + "enas --sampler enas --supernets 2" + data)
        .failed(2, "Sampler 'enas' learns from one supernet");
    Command.run(home, "run --time 1m --supernets 2 --name timed" + data).failed(2, "--supernets");
    Command.run(home, "compare --strategies uniform --supernets 2 --name c" + data)
        .failed(2, "leave out --supernets");
    assertThat(home.resolve("models"))
        .satisfiesAnyOf(
            models -> assertThat(models).doesNotExist(),
            models -> assertThat(models).isEmptyDirectory());
  }

  private static List<Evaluation> evaluations(Run run, int number, List<Architecture> some) {
    try (Supernet supernet = run.restored(BatchNormMode.BATCH, number);
        SupernetEvaluator evaluator =
            new SupernetEvaluator(supernet, Part.VALIDATION, new Concurrency(1, false))) {
      return evaluator.evaluate(some);
    }
  }
}
