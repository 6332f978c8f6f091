package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.network.Task;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Mark;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.train.TrainingRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The training of the supernet by its journal. */
final class TrainingSection {

  private static final String TITLE = "Training of the supernet";

  /** Points of a line at the most: as many as a screen has pixels. */
  private static final int MOST = 1000;

  private static final Axis STEPS = new Axis("step", "", 0);

  private final Task task;
  private final List<TrainingRecord> progress;
  private final List<TrainingRecord> events;

  TrainingSection(List<TrainingRecord> lines, Task task) {
    this.task = task;
    this.progress =
        ChartTable.spread(lines.stream().filter(TrainingSection::isProgress).toList(), MOST);
    this.events = lines.stream().filter(line -> !isProgress(line)).toList();
  }

  Section section() {
    if (progress.isEmpty()) {
      return new Section(
          "training",
          TITLE,
          Html.paragraph(
              "There is no training journal (training.jsonl) in this run's folder, so there are no training curves: nothing was "
                  + "trained yet, or an earlier version trained it."));
    }
    Metric metric = task.metrics().get(0);
    boolean nats = task.metrics().equals(Metric.OF_CLASSIFICATION);
    List<Chart> charts = new ArrayList<>();
    charts.add(
        chart(
            "Loss",
            "Moving mean of the training loss.",
            new Axis("loss", nats ? "nats" : "", 3),
            1,
            one("loss", TrainingRecord::loss)));
    charts.add(
        chart(
            "Probes",
            Text.of("Validation %s of a few architectures with inherited weights.", metric.name()),
            metric.shown() == Shown.PERCENT
                ? new Axis(metric.name(), "%", 2)
                : new Axis(metric.name(), "", 3),
            metric.shown() == Shown.PERCENT ? 100 : 1,
            line -> orNone(line.probes())));
    charts.add(
        chart(
            "Operations",
            "Share of each operation in the updates between two records.",
            new Axis("share", "%", 1),
            100,
            line -> orNone(line.shares())));
    charts.add(
        chart(
            "Entropy of the sampler's choices",
            "Mean over the decisions; near zero it draws almost only one architecture.",
            new Axis("entropy", "nats", 3),
            1,
            one("entropy", TrainingSection::meanEntropy)));
    charts.add(
        chart(
            "Learning rate",
            "",
            new Axis("learning rate", "", 5),
            1,
            one("learning rate", TrainingRecord::learningRate)));
    charts.add(
        chart(
            "Speed",
            "Examples per second, forward and backward.",
            new Axis("speed", "examples/s", 0),
            1,
            one("speed", TrainingRecord::imagesPerSecond)));
    List<Html> blocks = new ArrayList<>();
    if (!events.isEmpty()) {
      blocks.add(events());
    }
    charts.stream().filter(c -> !c.series().isEmpty()).forEach(c -> blocks.add(c.html()));
    return new Section("training", TITLE, blocks);
  }

  /** How often the training went back to a checkpoint. */
  long rollbacks() {
    return events.stream().filter(line -> line.event().equals(TrainingRecord.ROLLBACK)).count();
  }

  private Html events() {
    List<Html> items = new ArrayList<>();
    for (TrainingRecord event : events) {
      items.add(Html.of("<li>Step %s, %s</li>", Numbers.count(event.step()), note(event)));
    }
    return Html.of("<p>Marked in the charts:</p>\n<ul class=\"advice\">%s</ul>", Html.all(items));
  }

  /** Series without a single figure are left out. */
  private Chart chart(
      String title,
      String note,
      Axis y,
      double factor,
      Function<TrainingRecord, Map<String, Double>> figures) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    for (TrainingRecord line : progress) {
      figures
          .apply(line)
          .forEach(
              (name, value) -> {
                double shown = value == null ? Double.NaN : factor * value;
                points
                    .computeIfAbsent(name, n -> new ArrayList<>())
                    .add(new Point(line.step(), shown));
              });
    }
    points.values().removeIf(p -> p.stream().noneMatch(one -> Double.isFinite(one.y())));
    List<Series> series =
        points.entrySet().stream()
            .map(e -> new Series(e.getKey(), Kind.LINE, e.getValue()))
            .toList();
    List<Mark> marks = events.stream().map(e -> new Mark(e.step(), note(e))).toList();
    return new Chart(title, note, STEPS, y, series, marks);
  }

  private static Function<TrainingRecord, Map<String, Double>> one(
      String name, Function<TrainingRecord, Double> figure) {
    return line -> Map.of(name, figure.apply(line));
  }

  /** A line may lack any of its figures. */
  private static Map<String, Double> orNone(Map<String, Double> figures) {
    return figures == null ? Map.of() : figures;
  }

  private static boolean isProgress(TrainingRecord line) {
    return TrainingRecord.PROGRESS.equals(line.event());
  }

  private static String note(TrainingRecord line) {
    return line.note() == null || line.note().isEmpty()
        ? line.event()
        : line.event() + ": " + line.note();
  }

  private static Double meanEntropy(TrainingRecord line) {
    return line.entropies() == null
        ? Double.NaN
        : line.entropies().stream().mapToDouble(d -> d).average().orElse(Double.NaN);
  }
}
