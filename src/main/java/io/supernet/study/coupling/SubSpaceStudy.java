package io.supernet.study.coupling;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Judged;
import io.supernet.evaluate.TolerantEvaluator;
import io.supernet.space.Architecture;
import io.supernet.stats.Bootstrap;
import io.supernet.stats.Estimate;
import io.supernet.stats.KendallTau;
import io.supernet.storage.Checkpoints;
import io.supernet.study.coupling.Coupling.SubSpace;
import io.supernet.study.coupling.Coupling.SubSpaces;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.table.Table;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * How well nested sub-spaces are ranked: the decisions are fixed one after another to the options
 * of the table's best architecture. Tau between supernet and table in each, by the run's supernet
 * and, if wanted, by one that is trained on the sub-space alone.
 *
 * @param weights of the run
 * @param table the truth
 * @param sample most rows compared in each
 * @param epochs of the trainings on a sub-space alone; 0 for none
 * @param fresh builds a supernet whose first weights have a seed
 * @param folder where the checkpoints of those trainings are kept
 * @param between least time between two checkpoints
 */
record SubSpaceStudy(
    TrainedWeights weights,
    Table table,
    int sample,
    int epochs,
    LongFunction<Supernet> fresh,
    Path folder,
    Duration between) {

  /** Of fewer rows tau says nothing. */
  static final int FEWEST_ROWS = Bootstrap.FEWEST;

  /** A sub-space, how many rows of the table it has, and those that are compared. */
  private record Compared(Nest nest, int rows, List<Architecture> architectures) {}

  SubSpaces run(Progress progress) {
    List<Compared> parts = parts();
    weights.restore();
    Judge judge = new Judge(weights.supernet());
    List<Ranking> rankings = new ArrayList<>();
    long all = parts.stream().mapToLong(part -> part.architectures.size()).sum();
    progress.begin("rank sub-spaces", all);
    long[] done = {0};
    for (Compared part : parts) {
      rankings.add(rank(part, judge, () -> progress.advance(++done[0], text(part))));
    }
    progress.end(parts.size() + " sub-spaces");
    judge.tell(progress);
    List<SubSpace> results = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Compared part = parts.get(i);
      Nest nest = part.nest;
      results.add(
          new SubSpace(
              nest.fixed(),
              nest.last(),
              nest.size().toString(),
              part.rows,
              rankings.get(i).architectures,
              rankings.get(i).tau,
              epochs == 0 ? null : ownTau(part, progress)));
    }
    String truth = Text.of("%s of '%s'", table.column(), Path.of(table.source()).getFileName());
    return new SubSpaces(truth, epochs, results);
  }

  private static String text(Compared part) {
    return part.nest.fixed() + " decisions fixed";
  }

  /** From the whole space to the last that has enough rows. */
  private List<Compared> parts() {
    List<Architecture> rows =
        new ArrayList<>(table.architectures().stream().filter(weights.space()::connected).toList());
    if (rows.size() < FEWEST_ROWS) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Table '%s' has %d architectures whose output depends on the input; a ranking needs %d or more.",
              table.source(), rows.size(), FEWEST_ROWS));
    }
    Architecture best = Collections.max(rows, Comparator.comparingDouble(table::score));
    // One order for all, so that smaller sub-spaces compare rows that larger ones did.
    Collections.shuffle(rows, new Random(weights.streams().seed("coupling/rows", 0)));
    List<Compared> parts = new ArrayList<>();
    for (int fixed = 0; fixed < weights.decisions(); fixed++) {
      Nest nest = new Nest(weights.space(), best, fixed);
      List<Architecture> inside = rows.stream().filter(nest::contains).toList();
      if (inside.size() < FEWEST_ROWS) {
        break;
      }
      parts.add(new Compared(nest, inside.size(), inside.stream().limit(sample).toList()));
    }
    return parts;
  }

  /** Those that could be judged, and how well they are ranked. */
  private record Ranking(int architectures, Estimate tau) {}

  private Ranking rank(Compared part, Judge judge, Runnable heard) {
    List<Evaluation> judged = new ArrayList<>();
    for (Architecture architecture : part.architectures) {
      Evaluation evaluation = judge.of(architecture);
      if (!evaluation.failed()) {
        judged.add(evaluation);
      }
      heard.run();
    }
    Estimate tau =
        Estimate.of(
            KendallTau::of,
            judged.stream().mapToDouble(e -> -table.metric().cost(e)).toArray(),
            judged.stream().mapToDouble(e -> table.score(e.architecture())).toArray(),
            weights.streams().stream("coupling/tau-bootstrap", part.nest.fixed()));
    return new Ranking(judged.size(), tau);
  }

  /** Judges each architecture once. */
  private static final class Judge {

    private final Supernet supernet;
    private final Evaluator evaluator;
    private final Map<Architecture, Evaluation> known = new LinkedHashMap<>();

    Judge(Supernet supernet) {
      this.supernet = supernet;
      this.evaluator =
          new TolerantEvaluator(
              all -> all.stream().map(a -> supernet.evaluate(a, Part.VALIDATION)).toList());
    }

    Evaluation of(Architecture architecture) {
      return known.computeIfAbsent(architecture, a -> evaluator.evaluate(List.of(a)).get(0));
    }

    void tell(Progress progress) {
      Judged.byAll(List.of(List.copyOf(known.values())), supernet.definition()::format)
          .tell("coupling", progress);
    }
  }

  /** Trained on this part alone, as the run's supernet was but for the paths and the epochs. */
  private Estimate ownTau(Compared part, Progress progress) {
    Nest nest = part.nest;
    RandomStreams own = new RandomStreams(weights.streams().seed("coupling/own", nest.fixed()));
    Path place = folder.resolve(nest.key() + "-epochs-" + epochs);
    try (Supernet supernet = fresh.apply(own.seed("weights", 0))) {
      new Trainer(supernet, nest, training(), own, new Checkpoints(place), between)
          .run(Text.of("train with %d fixed", nest.fixed()), progress);
      progress.begin(Text.of("rank with %d fixed", nest.fixed()), part.architectures.size());
      long[] done = {0};
      Judge judge = new Judge(supernet);
      Ranking ranking = rank(part, judge, () -> progress.advance(++done[0], text(part)));
      progress.end(part.architectures.size() + " architectures");
      judge.tell(progress);
      return ranking.tau;
    }
  }

  private TrainingOptions training() {
    TrainingOptions old = weights.training();
    return old.with().epochs(epochs).warmupEpochs(Math.min(old.warmupEpochs(), epochs)).build();
  }
}
