package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Opened;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.sampling.UpdateCounts;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Journal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The course of a training, for people to look at: a journal of {@link TrainingRecord} and the same
 * figures as event files for TensorBoard. Now and then it has a few architectures judged; it takes
 * about a twentieth of the time at the most.
 */
@API(status = INTERNAL)
public final class Course implements AutoCloseable {

  /** How much longer than the last record took it waits before the next one. */
  private static final int PATIENCE = 20;

  private static final long LONGEST_NANOS = 60_000_000_000L;

  /** Records of a training of as many steps or more, at the least: short ones have curves, too. */
  private static final int POINTS = 50;

  private final SearchSpace space;
  private final Metric metric;
  private final Supplier<Map<String, Double>> probes;
  private final Journal<TrainingRecord> journal;
  private final EventFiles events;
  private Map<String, Double> lastProbes = Map.of();
  private Map<String, Long> lastCounts = Map.of();
  private long lastPasses;
  private long stepNanos;
  private double imagesPerSecond = Double.NaN;
  private long ended = System.nanoTime();
  private long took;

  /**
   * A course.
   *
   * @param journal the file of the journal; a resumed training appends to it
   * @param events the folder of event files
   * @param metric that probes are judged by
   * @param probes judges a few architectures: the metric on validation examples by name
   */
  public Course(
      SearchSpace space,
      Path journal,
      Path events,
      Metric metric,
      Supplier<Map<String, Double>> probes) {
    this(space, Journal.open(journal, TrainingRecord.class), events, metric, probes);
  }

  /** With a journal that is its own from here on, also if this fails. */
  Course(
      SearchSpace space,
      Journal<TrainingRecord> journal,
      Path events,
      Metric metric,
      Supplier<Map<String, Double>> probes) {
    this.space = space;
    this.metric = metric;
    this.probes = probes;
    this.journal = journal;
    try (Opened opened = new Opened()) {
      opened.add(journal);
      this.events = new EventFiles(events, 0); // The model is there, and its session.
      opened.keep();
    }
  }

  /**
   * The training begins or is resumed here. What was written down of later passes is taken back:
   * they are made again.
   */
  void resume(TrainingState state) {
    List<TrainingRecord> records = journal.records();
    int count = 0;
    while (count < records.size() && records.get(count).passes() <= state.rest.passes) {
      count++;
    }
    journal.cut(count);
  }

  /** The training goes on from here. */
  void begin(TrainingState state) {
    lastCounts = state.counts.byName();
    lastPasses = state.rest.passes;
    stepNanos = 0;
  }

  /** A step has taken so long. */
  void stepped(long nanos) {
    stepNanos += nanos;
  }

  /** Whether a record without probes is due after a step. */
  boolean due(long step, long steps) {
    return step % Math.max(1, steps / POINTS) == 0;
  }

  /** Whether it is time for probes: at the end of an epoch, or within one that is long. */
  boolean due(boolean epochEnd) {
    long waited = System.nanoTime() - ended;
    return waited >= PATIENCE * took && (epochEnd || waited >= LONGEST_NANOS);
  }

  /** Judges the probes and writes down how the training stands. */
  void probe(TrainingState state, long steps, int batch, double rate, List<Double> entropies) {
    long began = System.nanoTime();
    lastProbes = probes.get();
    record(state, steps, batch, rate, entropies, lastProbes);
    ended = System.nanoTime();
    took = ended - began;
  }

  /** Writes down how the training stands, without probes. */
  void record(TrainingState state, long steps, int batch, double rate, List<Double> entropies) {
    record(state, steps, batch, rate, entropies, Map.of());
  }

  private void record(
      TrainingState state,
      long steps,
      int batch,
      double rate,
      List<Double> entropies,
      Map<String, Double> judged) {
    long passes = state.rest.passes - lastPasses;
    imagesPerSecond = stepNanos == 0 ? Double.NaN : passes * batch / (stepNanos / 1e9);
    Map<String, Double> shares = shares(state.counts);
    double seen = Double.isNaN(imagesPerSecond) ? 0 : imagesPerSecond;
    write(
        new TrainingRecord(
            TrainingRecord.PROGRESS,
            state.step,
            steps,
            state.rest.passes,
            state.rest.losses.mean(),
            rate,
            seen,
            judged,
            shares,
            entropies,
            ""));
    begin(state);
  }

  /** Writes down that something has happened. */
  void event(String event, TrainingState state, long steps, double rate, String note) {
    TrainingRecord record =
        new TrainingRecord(
            event,
            state.step,
            steps,
            state.rest.passes,
            state.rest.losses.mean(),
            rate,
            0,
            Map.of(),
            Map.of(),
            List.of(),
            note);
    // A resumed training notices once more what it noticed at its checkpoint.
    if (!journal.records().contains(record)) {
      write(record);
    }
  }

  private void write(TrainingRecord line) {
    journal.append(line);
    if (line.event().equals(TrainingRecord.PROGRESS)) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("loss", line.loss());
      figures.put("learning rate", line.learningRate());
      figures.put("images a second", line.imagesPerSecond());
      line.probes()
          .forEach((name, value) -> figures.put("validation " + metric.name() + "/" + name, value));
      line.shares().forEach((name, share) -> figures.put("share/" + name, share));
      for (int i = 0; i < line.entropies().size(); i++) {
        figures.put("entropy/" + space.decisions().get(i).name(), line.entropies().get(i));
      }
      events.write(line.step(), figures);
    }
  }

  /** The share of each option name in the updates since the last record. */
  private Map<String, Double> shares(UpdateCounts counts) {
    Map<String, Long> now = counts.byName();
    double all = Math.max(1, sum(now) - sum(lastCounts));
    Map<String, Double> shares = new TreeMap<>();
    now.forEach(
        (name, count) -> shares.put(name, (count - lastCounts.getOrDefault(name, 0L)) / all));
    return shares;
  }

  /** How often each operation was trained, for the record. */
  static String updates(UpdateCounts counts) {
    Map<String, Long> sums = counts.byName();
    double all = Math.max(1, sum(sums));
    return sums.entrySet().stream()
            .map(
                e ->
                    Text.of("%s %,d (%.1f %%)", e.getKey(), e.getValue(), 100 * e.getValue() / all))
            .collect(Collectors.joining(", ", "updates: ", ""))
        + Text.of("; two options of a decision differ by %,d at most", counts.spread());
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Speed and probes, for the progress line; empty before the first record. */
  String status() {
    StringBuilder text = new StringBuilder();
    if (!Double.isNaN(imagesPerSecond)) {
      text.append(Text.of(", %,.0f examples/s", imagesPerSecond));
    }
    if (!lastProbes.isEmpty()) {
      text.append(", probes");
      boolean percent = metric.shown() == Shown.PERCENT;
      lastProbes
          .values()
          .forEach(v -> text.append(percent ? Text.of(" %.1f %%", 100 * v) : " " + metric.text(v)));
    }
    return text.toString();
  }

  @Override
  public void close() {
    try (journal) {
      events.close();
    }
  }
}
