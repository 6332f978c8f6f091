package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.EvaluationException;
import io.supernet.plan.Tariff;
import io.supernet.run.Allowance;
import io.supernet.run.PriorName;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.stats.RisingLine;
import io.supernet.storage.AtomicFiles;
import io.supernet.supernet.Model;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.supernet.Supernet;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Measures what the parts of a run take on this machine, by doing a little of each. */
final class PriceMeasurement {

  /** The first steps are slower: kernels are chosen and memory is found. */
  private static final int FIRST_STEPS = 4;

  private static final int STEPS = 20;

  /** Slow steps vary less: so few are enough, once this many seconds have gone by. */
  private static final int LEAST_STEPS = 4;

  private static final double ENOUGH = 1;

  /** Parts of the supernet that are measured. */
  private static final int PARTS = 3;

  private static final int EVALUATIONS = 4;

  private static final int SCORES = 8;

  /** After this share of the run's time no further network is measured; two always are. */
  private static final double SHARE = 0.03;

  /** What a part of a run does, for its time. */
  private interface Work {
    void run(int number);
  }

  private final Run run;
  private final RunOptions options;
  private final boolean scores;
  private final Progress progress;
  private final RandomGenerator random;

  private final SizedSample sample;

  /**
   * Of a run.
   *
   * @param scores whether untrained networks may be scored
   */
  PriceMeasurement(Run run, boolean scores, Progress progress) {
    this.run = run;
    this.scores = scores;
    this.options = run.options();
    this.progress = progress;
    this.random = run.streams().stream("prices", 0);
    this.sample = SizedSample.of(run, random);
  }

  /**
   * In seconds, with networks of all sizes: what an epoch takes depends on size. Nothing that is
   * trained here is kept.
   */
  Tariff tariff() {
    PathSampler sampler =
        options.sampling().start(run.definition(), run.streams(), run.extensions());
    try {
      return tariff(sampler);
    } finally {
      if (sampler instanceof LearningSampler learning) {
        learning.close();
      }
    }
  }

  private Tariff tariff(PathSampler sampler) {
    List<Architecture> networks = sample.spread();
    progress.begin("measuring this machine", PARTS + networks.size());
    Shared shared = shared(sampler);
    List<Alone> alone = new ArrayList<>();
    long begin = System.nanoTime();
    for (Architecture network : networks) {
      if (alone.size() < 2 || since(begin) < patience()) {
        alone.add(alone(network, sampler));
        progress.advance(PARTS + alone.size(), "training alone");
      }
    }
    RisingLine step =
        RisingLine.of(
            networks.stream().limit(alone.size()).mapToDouble(sample::macs).toArray(),
            alone.stream().mapToDouble(Alone::step).toArray());
    double steps = stepsPerEpoch(options.alone());
    double score = score();
    progress.end(
        Text.of(
            "a step of the supernet takes %.0f ms, an evaluation %.0f ms, a step of a small network %.0f ms, of a large one %.0f ms",
            1e3 * shared.step,
            1e3 * shared.evaluation,
            1e3 * step.at(sample.macs(networks.get(0))),
            1e3 * step.at(Budget.large(sample.sizes()))));
    return new Tariff(
        shared.building,
        shared.step * stepsPerEpoch(options.supernet()),
        shared.evaluation,
        score,
        mean(alone, Alone::start),
        steps * step.base() + mean(alone, Alone::epochEnd),
        steps * step.slope());
  }

  /** Seconds to score an untrained network; 0 where none is to be, or none can. */
  private double score() {
    SearchOptions search = options.search();
    boolean own = search.scoresUntrained();
    if (!scores) {
      return 0;
    }
    List<String> names = own ? search.priorScorers() : PriorName.scorers(PriorName.untrained());
    try {
      return new UntrainedRanking(run, run.figures(), names).seconds(sample.largest(SCORES));
    } catch (SupernetException e) {
      if (own || e.kind() != Kind.USAGE) {
        throw e;
      }
      return 0; // The network has too few blocks to look at.
    }
  }

  private double patience() {
    Allowance allowance = options.allowance();
    return allowance.unit() == Allowance.Unit.SECONDS
        ? SHARE * allowance.total()
        : Double.MAX_VALUE;
  }

  /** Seconds to build the supernet, of a step of it, and of an evaluation. */
  private record Shared(double building, double step, double evaluation) {}

  /**
   * Seconds to build, judge and save a network alone, of a step of it, and of what follows each
   * epoch.
   */
  private record Alone(double start, double step, double epochEnd) {}

  private Shared shared(PathSampler sampler) {
    ModelOptions several =
        options
            .supernetModel()
            .withAccumulates(PathContract.count(sampler, run.definition().space()) > 1);
    long begin = System.nanoTime();
    try (Supernet supernet = Supernet.build(run.definition(), run.data(), several)) {
      Work train = number -> step(supernet, paths(sampler, number), sampler, options.supernet());
      train.run(0);
      double building = since(begin);
      progress.advance(1, "supernet");
      double step = mean(train);
      progress.advance(2, "supernet");
      begin = System.nanoTime();
      IntStream.range(0, EVALUATIONS).forEach(i -> judge(supernet));
      double evaluation = since(begin) / EVALUATIONS;
      progress.advance(3, "evaluations");
      return new Shared(building, step, evaluation);
    }
  }

  private Alone alone(Architecture architecture, PathSampler sampler) {
    long begin = System.nanoTime();
    try (StandAlone model =
        StandAlone.build(run.definition(), architecture, run.data(), options.aloneModel(1))) {
      Work train = number -> step(model, List.of(architecture), sampler, options.alone());
      train.run(0);
      model.evaluate(Part.VALIDATION);
      save(model);
      double start = since(begin);
      return new Alone(start, mean(train), epochEnd(model));
    }
  }

  /**
   * Where trainings end early, each epoch is judged, and if it is the best, its weights are kept.
   */
  private double epochEnd(StandAlone model) {
    if (options.alone().patience() == 0) {
      return 0;
    }
    long begin = System.nanoTime();
    for (int i = 0; i < EVALUATIONS; i++) {
      model.evaluate(Part.VALIDATION);
      save(model);
    }
    return since(begin) / EVALUATIONS;
  }

  private int stepsPerEpoch(TrainingOptions training) {
    int size = run.data().train().size();
    return size / Math.min(size, training.batch());
  }

  private List<Architecture> paths(PathSampler sampler, int step) {
    return PathContract.next(sampler, run.definition().space(), step, run.streams());
  }

  private void step(
      Model model, List<Architecture> paths, PathSampler sampler, TrainingOptions training) {
    int[] batch =
        random
            .ints(
                Math.min(training.batch(), run.data().train().size()), 0, run.data().train().size())
            .toArray();
    // A rate at which nothing diverges: it is the time that counts.
    double rate = training.learningRate() / 100;
    if (paths.size() == 1) {
      model.step(paths.get(0), batch, rate, 1);
    } else {
      model.step(paths, sampler.together(), batch, rate, 1);
    }
  }

  private void judge(Supernet supernet) {
    try {
      supernet.evaluate(sample.any(random), Part.VALIDATION);
    } catch (EvaluationException e) {
      // It has taken its time all the same.
    }
  }

  /** Live multiply-adds of architectures within the limits, the smallest first. */
  List<Double> sizes() {
    return sample.sizes();
  }

  private void save(Model model) {
    Path folder = AtomicFiles.temporarySibling(run.layout().supernetCheckpoints());
    AtomicFiles.createDirectories(folder);
    try {
      model.save(folder.resolve("model"));
    } finally {
      AtomicFiles.deleteRecursively(folder);
    }
  }

  private static double mean(Work work) {
    IntStream.range(0, FIRST_STEPS).forEach(work::run);
    long begin = System.nanoTime();
    int done = 0;
    while (done < STEPS && (done < LEAST_STEPS || since(begin) < ENOUGH)) {
      work.run(FIRST_STEPS + done++);
    }
    return since(begin) / done;
  }

  private static <T> double mean(List<T> all, ToDoubleFunction<T> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
