package io.supernet.study.audit;

import com.google.common.primitives.ImmutableIntArray;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.pipeline.PolicyScores;
import io.supernet.run.Run;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.study.audit.Audit.Start;
import io.supernet.study.audit.AuditFiles.Source;
import io.supernet.study.audit.Rankings.Scores;
import io.supernet.supernet.SessionConfig;
import io.supernet.table.Table;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Audits the ranking of a run's supernet: against architectures that it trains alone, or against a
 * table. What was scored or trained before is taken from the journals, so that an interrupted audit
 * goes on.
 */
public final class AuditPhase {

  private final Run run;
  private final Progress progress;
  private final SupernetMean mean;
  private final Rankings rankings;

  /** Of an open run. */
  public AuditPhase(Run run, Progress progress) {
    this(run, List.of(), Rankings.usual(run.definition().task()), progress);
  }

  /**
   * Of an open run.
   *
   * @param others further runs of the same definition, not open: the mean over all their supernets
   *     is judged as well
   * @param rankings what the supernet is compared with
   */
  public AuditPhase(Run run, List<Path> others, Rankings rankings, Progress progress) {
    this.rankings = rankings;
    this.run = run;
    this.mean = new SupernetMean(others, run.extensions());
    this.progress = progress.endingOnInterrupt();
    SessionConfig.decide(run.options().threads());
  }

  /** Trains a sample of the space alone and compares. Test examples are not touched. */
  public Audit trained(AuditOptions options) {
    long begin = System.nanoTime();
    try {
      mean.check(run);
      rankings.check(run.figures());
      Scored drawn;
      try (PolicyScores policies = new PolicyScores(run, progress)) {
        List<Architecture> sample = sample(policies, options);
        drawn = scored(sample, policies.all(sample, options.bothPolicies()));
      }
      // Before hours of training: a scorer may fail.
      Scores scores = scores(drawn);
      TruthTraining training = training(options);
      List<List<Trained>> truth = training.run(drawn.architectures(), options.seeds(), progress);
      List<Integer> sound = sound(truth);
      Scored sample = drawn.of(sound);
      Metric metric = run.definition().task().metric();
      List<List<Double>> values = sound.stream().map(i -> values(truth.get(i), metric)).toList();
      List<Start> starts =
          new StartComparison(run, progress)
              .compare(
                  training,
                  sample.architectures(),
                  sample.scores().get(run.options().batchNorm()),
                  values);
      String source =
          Text.of(
              "trained alone: %s of %s each, judged by %s on validation examples%s",
              count(options.seeds(), "seed"),
              count(options.epochs(), "epoch"),
              metric.name(),
              leftOut(drawn.architectures(), sample.architectures()));
      return write(
          Source.TRAINED, sample, metric, scores.of(sound), values, options.top(), source, starts);
    } finally {
      run.addSeconds("audit", (System.nanoTime() - begin) / 1e9);
    }
  }

  private static List<Double> values(List<Trained> trainings, Metric metric) {
    return trainings.stream().map(trained -> trained.evaluation().metric(metric.name())).toList();
  }

  /**
   * Which architectures have a truth: those of which no training diverged.
   *
   * @throws SupernetException of kind NUMERIC if they are too few
   */
  private static List<Integer> sound(List<List<Trained>> truth) {
    List<Integer> sound =
        IntStream.range(0, truth.size())
            .filter(i -> truth.get(i).stream().noneMatch(Trained::failed))
            .boxed()
            .toList();
    if (sound.size() < Scored.FEWEST) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "Only %d of %d architectures could be trained alone, and an audit compares 3 or more: %s",
              sound.size(),
              truth.size(),
              truth.stream()
                  .flatMap(List::stream)
                  .filter(Trained::failed)
                  .findFirst()
                  .orElseThrow()
                  .failure()));
    }
    return sound;
  }

  private Scored scored(
      List<Architecture> architectures, Map<BatchNormMode, List<Evaluation>> scores) {
    return new Scored(architectures, scores, mean.scores(architectures, progress))
        .judged(run.definition()::format, progress);
  }

  /** Those that have no truth, by name; empty if all have one. */
  private String leftOut(List<Architecture> drawn, List<Architecture> compared) {
    List<String> names =
        drawn.stream().filter(a -> !compared.contains(a)).map(run.definition()::format).toList();
    if (names.isEmpty()) {
      return "";
    }
    String told =
        Text.of(
            "%s diverged and is left out: %s",
            count(names.size(), "architecture"), String.join(", ", names));
    progress.note("warning: audit: " + told);
    return "; " + told;
  }

  /**
   * Compares with a table; trains nothing.
   *
   * @param columns of it; several are the seeds of one truth
   * @param sample how many random rows, at least 3; 0 for all
   * @param top as {@link AuditOptions#top}
   * @param bothPolicies as {@link AuditOptions#bothPolicies}
   */
  public Audit table(Path file, List<String> columns, int sample, int top, boolean bothPolicies) {
    long begin = System.nanoTime();
    try {
      Definition definition = run.definition();
      Metric metric = definition.task().metric(columns);
      Table table = Table.read(file, columns, metric, definition::parse);
      List<Architecture> rows = rows(table, sample);
      mean.check(run);
      rankings.check(run.figures());
      Scored scored;
      try (PolicyScores policies = new PolicyScores(run, progress)) {
        scored = scored(rows, policies.all(rows, bothPolicies));
      }
      List<List<Double>> truth =
          scored.architectures().stream()
              .map(a -> table.rows().get(a).stream().boxed().toList())
              .toList();
      String source = Text.of("%s of '%s'", table.column(), file.getFileName());
      return write(Source.TABLE, scored, metric, scores(scored), truth, top, source, List.of());
    } finally {
      run.addSeconds("audit", (System.nanoTime() - begin) / 1e9);
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** As the run trains its best alone, but for the epochs. */
  private TruthTraining training(AuditOptions options) {
    TrainingOptions old = run.options().alone();
    return new TruthTraining(
        run,
        run.trainingSite(),
        StartComparison.with(old, options.epochs(), old.learningRate()),
        options.workers(),
        false);
  }

  /** Drawn from a pool of random ones, evenly over multiply-adds and supernet score. */
  private List<Architecture> sample(PolicyScores policies, AuditOptions options) {
    Definition definition = run.definition();
    List<Architecture> pool =
        new Unseen(definition.distinct(), run.streams().stream("audit/pool", 0))
            .draw(options.pool());
    if (pool.size() < Scored.FEWEST) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has only %d different architectures; an audit compares %d or more.",
              definition.name(), pool.size(), Scored.FEWEST));
    }
    BatchNormMode policy = run.options().batchNorm();
    Scored scored =
        new Scored(pool, Map.of(policy, policies.own(pool)), List.of())
            .judged(definition::format, progress);
    List<Architecture> judged = scored.architectures();
    double[] scores =
        scored.scores().get(policy).stream().mapToDouble(e -> e.judged().orElseThrow()).toArray();
    double[] macs = judged.stream().mapToDouble(a -> definition.cost(a).macs()).toArray();
    ImmutableIntArray drawn =
        Strata.draw(macs, scores, options.sample(), run.streams().stream("audit/sample", 0));
    return drawn.stream().mapToObj(judged::get).toList();
  }

  /** Those whose output depends on the input: the others have no ranking to speak of. */
  private List<Architecture> rows(Table table, int sample) {
    List<Architecture> connected =
        new ArrayList<>(
            table.architectures().stream().filter(run.definition().space()::connected).toList());
    int cut = table.rows().size() - connected.size();
    if (cut > 0) {
      progress.note(
          Text.of(
              "audit: %s left out because the output does not depend on the input",
              count(cut, "row")));
    }
    if (connected.size() < 3 || (sample != 0 && sample < 3)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "An audit compares 3 or more architectures, not %d of the %d in table '%s'.",
              sample, connected.size(), table.source()));
    }
    if (sample == 0 || sample >= connected.size()) {
      return connected;
    }
    Collections.shuffle(connected, new Random(run.streams().seed("audit/rows", 0)));
    return List.copyOf(connected.subList(0, sample));
  }

  private Scores scores(Scored scored) {
    return rankings.scores(
        run.figures(), scored.architectures(), scored.scores().get(run.options().batchNorm()));
  }

  private Audit write(
      Source form,
      Scored scored,
      Metric metric,
      Scores all,
      List<List<Double>> truth,
      int top,
      String source,
      List<Start> starts) {
    BatchNormMode policy = run.options().batchNorm();
    List<Double> means =
        SupernetMean.mean(metric.name(), scored.scores().get(policy), scored.others());
    Map<String, double[]> predictions = all.with(rankings.priorName());
    List<Subject> subjects =
        IntStream.range(0, truth.size())
            .mapToObj(
                i -> {
                  Map<String, Double> scores = new LinkedHashMap<>();
                  predictions.forEach((scorer, values) -> scores.put(scorer, values[i]));
                  return new Subject(
                      run.definition().format(scored.architectures().get(i)),
                      truth.get(i),
                      score(scored.scores().get(BatchNormMode.BATCH), i, metric),
                      score(scored.scores().get(BatchNormMode.CALIBRATED), i, metric),
                      scored.scores().get(policy).get(i).loss(),
                      means.get(i),
                      scores);
                })
            .toList();
    Audit audit =
        new Study(subjects, metric, top, run.streams().seed("audit/bootstrap", 0))
            .audit(run.definition().name(), source, policy, rankings.priorName(), starts, progress);
    AuditFiles.write(run.path(), form, audit, subjects);
    return audit;
  }

  private static double score(List<Evaluation> scores, int index, Metric metric) {
    return scores == null ? Double.NaN : scores.get(index).metric(metric.name());
  }
}
