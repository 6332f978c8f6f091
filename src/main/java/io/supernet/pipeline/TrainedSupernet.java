package io.supernet.pipeline;

import com.google.common.base.Suppliers;
import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.Text;
import io.supernet.data.DataSummary;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.ScoringExecutor;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.Journal;
import io.supernet.supernet.Concurrency;
import io.supernet.supernet.Concurrency.Pace;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.supernet.SupernetEvaluator;
import io.supernet.train.Course;
import io.supernet.train.Trainer;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The supernet of a run, trained to the end, as an evaluator. The graph is built when it is needed
 * first: a run whose evaluations are all in the journal needs none.
 */
final class TrainedSupernet implements AutoCloseable {

  /** The measurement takes as long as a dozen evaluations of some thousand examples. */
  private static final int WORTH_MEASURING = 50;

  private final Run run;
  private final Progress progress;
  private final Checkpoints checkpoints;
  private @Nullable Supernet supernet;
  private @Nullable SupernetEvaluator evaluator;

  /** How many are to be judged by a list. */
  private int listed;

  TrainedSupernet(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
    this.checkpoints = new Checkpoints(run.layout().supernetCheckpoints());
  }

  /** Trains to the end, unless that is done. */
  Checkpoint train() {
    long steps = Trainer.steps(run.options().supernet(), run.data().train().size());
    Optional<Checkpoint> latest = checkpoints.latest();
    if (latest.isPresent() && latest.get().step() >= steps) {
      return latest.get();
    }
    return trainOn();
  }

  private Checkpoint trainOn() {
    LostScores.setAside(run, progress);
    DataSummary.of(run.data()).forEach(progress::note);
    run.cautions().forEach(caution -> progress.note("caution: " + caution));
    RunOptions options = run.options();
    options.supernet().shortened().ifPresent(how -> progress.note("supernet: " + how));
    RandomStreams streams = run.streams();
    PathSampler sampler = options.sampling().start(run.definition(), streams, run.extensions());
    try {
      boolean several = PathContract.count(sampler, run.definition().space()) > 1;
      ModelOptions model = options.supernetModel();
      Supernet fresh =
          Supernet.build(
              run.definition(), run.data(), several ? model.withAccumulates(true) : model);
      try (Course course = course(fresh)) {
        Duration between = Duration.ofSeconds(options.checkpointSeconds());
        Checkpoint last =
            new Trainer(fresh, sampler, options.supernet(), streams, checkpoints, between)
                .run("train supernet", course, progress);
        supernet = fresh;
        return last;
      } finally {
        if (supernet == null) {
          fresh.close();
        }
      }
    } finally {
      if (sampler instanceof LearningSampler learning) {
        learning.close();
      }
    }
  }

  private Course course(Supernet trained) {
    List<Architecture> probes = probes(run.definition(), run.streams().stream("probes", 0));
    int size = Math.min(trained.evaluationBatch(), run.data().validation().size());
    int[] rows = IntStream.range(0, size).toArray();
    return new Course(
        run.definition().space(),
        run.layout().training(),
        run.layout().tensorboard(),
        run.definition().task().metrics().get(0),
        () -> {
          Map<String, Double> figures = new LinkedHashMap<>();
          for (Architecture probe : probes) {
            try {
              trained
                  .evaluate(probe, Part.VALIDATION, rows)
                  .judged()
                  .ifPresent(figure -> figures.put(run.definition().format(probe), figure));
            } catch (EvaluationException e) {
              // It has none, which says nothing of the training.
            }
          }
          return figures;
        });
  }

  /** The smallest, the largest and two random ones. */
  private static List<Architecture> probes(Definition definition, RandomGenerator random) {
    SearchSpace space = definition.space();
    return Stream.of(
            definition.smallest(), definition.largest(), space.sample(random), space.sample(random))
        .distinct()
        .toList();
  }

  /**
   * Everything that has to be there before the first evaluation. Apart from evaluating: what fails
   * here says nothing of an architecture, and nothing is evaluated with weights that were not read.
   */
  private SupernetEvaluator prepared() {
    SupernetEvaluator ready = evaluator;
    if (ready == null) {
      Checkpoint unused = train();
      Supernet trained = supernet == null ? run.restored(run.options().batchNorm()) : supernet;
      supernet = trained;
      ready = new SupernetEvaluator(trained, Part.VALIDATION, fastest(trained));
      evaluator = ready;
    }
    return ready;
  }

  /** The trained supernet of a run, which this trains to the end; the caller closes it. */
  Supernet restored(BatchNormMode policy) {
    Checkpoint unused = train();
    return run.restored(policy);
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
    if (evaluator != null) {
      evaluator.close();
    }
    if (supernet != null) {
      supernet.close();
    }
  }
}
