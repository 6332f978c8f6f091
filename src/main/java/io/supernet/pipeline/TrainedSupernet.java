package io.supernet.pipeline;

import com.google.common.base.Suppliers;
import com.google.common.collect.Lists;
import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.data.DataSummary;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.run.Run;
import io.supernet.run.ScoringExecutor;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.Journal;
import io.supernet.supernet.Concurrency;
import io.supernet.supernet.Concurrency.Pace;
import io.supernet.supernet.Supernet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The supernets of a run, trained to the end, as an evaluator. The graph is built when it is needed
 * first: a run whose evaluations are all in the journal needs none.
 */
final class TrainedSupernet implements AutoCloseable {

  /** The measurement takes as long as a dozen evaluations of some thousand examples. */
  private static final int WORTH_MEASURING = 50;

  private final Run run;
  private final Progress progress;
  private @Nullable Supernet supernet;
  private @Nullable InheritedScores scores;

  /** How many are to be judged by a list. */
  private int listed;

  TrainedSupernet(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
  }

  /**
   * Trains all supernets of the run to the end, unless that is done.
   *
   * @return what the first came to
   */
  Checkpoint train() {
    List<SupernetTraining> left =
        IntStream.rangeClosed(1, run.options().supernets())
            .mapToObj(number -> new SupernetTraining(run, number))
            .filter(training -> training.done().isEmpty())
            .toList();
    if (!left.isEmpty()) {
      LostScores.setAside(run, progress);
      DataSummary.of(run.data()).forEach(progress::note);
      run.cautions().forEach(caution -> progress.note("caution: " + caution));
      run.options().supernet().shortened().ifPresent(how -> progress.note("supernet: " + how));
      train(left);
    }
    return new SupernetTraining(run, 1).done().orElseThrow();
  }

  /** A single one here: what is trained need not be read again. */
  private void train(List<SupernetTraining> left) {
    Optional<ScoringExecutor> elsewhere = run.extensions().scoring();
    if (elsewhere.isPresent() && run.options().supernets() > 1) {
      List<Integer> numbers = left.stream().map(SupernetTraining::number).toList();
      progress.begin(Text.of("train %d supernets", left.size()), left.size() * left.get(0).steps());
      elsewhere.get().train(run.path(), numbers, progress);
      progress.end(left.size() + " trained");
      return;
    }
    for (SupernetTraining training : left) {
      Supernet trained = training.train(progress);
      if (run.options().supernets() == 1 && elsewhere.isEmpty()) {
        supernet = trained;
      } else {
        trained.close();
      }
    }
  }

  /**
   * Everything that has to be there before the first evaluation. Apart from evaluating: what fails
   * here says nothing of an architecture, and nothing is evaluated with weights that were not read.
   */
  private InheritedScores prepared() {
    InheritedScores ready = scores;
    if (ready == null) {
      Checkpoint unused = train();
      List<Supernet> there = Stream.ofNullable(supernet).toList();
      try (Opened opened = new Opened()) {
        List<Supernet> all = InheritedScores.supernets(run, run.options().batchNorm(), there);
        all.forEach(opened::add);
        supernet = null; // Its scores close it.
        ready = InheritedScores.of(all, fastest(all.get(0)));
        opened.keep();
      }
      scores = ready;
    }
    return ready;
  }

  /**
   * Evaluates listed architectures; those that are in the run's journal are not evaluated again.
   *
   * @return an evaluation for each, in the same order
   */
  List<Evaluation> judge(List<Architecture> architectures) {
    List<Architecture> distinct = architectures.stream().distinct().toList();
    listed = distinct.size();
    Map<Architecture, Evaluation> evaluations = new HashMap<>();
    try (Journal<Evaluation> journal = Journal.open(run.layout().evaluations(), Evaluation.class)) {
      Evaluator journaled = journaled(journal);
      progress.begin("evaluate", distinct.size());
      for (List<Architecture> batch : Lists.partition(distinct, run.atOnce())) {
        journaled.evaluate(batch).forEach(e -> evaluations.put(e.architecture(), e));
        progress.advance(evaluations.size(), "with inherited weights");
      }
      progress.end(evaluations.size() + " architectures");
    }
    return architectures.stream().map(evaluations::get).toList();
  }

  /** This evaluator, with the run's journal as its memory. */
  Evaluator journaled(Journal<Evaluation> journal) {
    Optional<ScoringExecutor> elsewhere = run.extensions().scoring();
    if (elsewhere.isPresent()) {
      Supplier<AsynchronousEvaluator> begun =
          Suppliers.memoize(
              () -> {
                Checkpoint unused = train();
                return elsewhere.get().evaluator(run.path(), run.options().batchNorm());
              });
      return new JournaledAsynchronousEvaluator(
          architecture -> begun.get().begin(architecture), journal);
    }
    return JournaledEvaluator.tolerant(
        this::prepared, architectures -> prepared().evaluate(architectures), journal);
  }

  /** The setting in which evaluations are done fastest here, if there are enough of them. */
  private Concurrency fastest(Supernet trained) {
    if (Math.max(listed, run.options().search().budget()) < WORTH_MEASURING) {
      return new Concurrency(1, false);
    }
    int most = run.options().parallel();
    SearchSpace space = run.definition().space();
    RandomGenerator random = run.streams().stream("pace", 0);
    List<Architecture> some = Stream.generate(() -> space.sample(random)).limit(2L * most).toList();
    List<Pace> paces = Concurrency.measure(trained, most, some);
    Pace best = Collections.max(paces, Comparator.comparing(Pace::batchesPerSecond));
    progress.note(
        Text.of(
            "pace: %.1f batches a second, %d evaluations at once%s; one at a time %.1f",
            best.batchesPerSecond(),
            best.setting().evaluations(),
            best.setting().ownThread() ? " on a thread each" : "",
            paces.get(0).batchesPerSecond()));
    return best.setting();
  }

  @Override
  public void close() {
    if (scores != null) {
      scores.close();
    }
    if (supernet != null) {
      supernet.close();
    }
  }
}
