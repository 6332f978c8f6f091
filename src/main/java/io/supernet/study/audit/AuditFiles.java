package io.supernet.study.audit;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.run.RunLayout;
import io.supernet.stats.Bootstrap;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.SealedJson;
import io.supernet.study.audit.Audit.Predictor;
import io.supernet.study.audit.Audit.Start;
import io.supernet.text.CsvText;
import io.supernet.text.Markdown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an audit leaves in a run's folder: {@code audit.json}, {@code audit.md} and {@code
 * audit/truth.csv}, which is a table itself. One against a table has files of its own beside them:
 * {@code audit-table.json}, {@code audit-table.md} and {@code audit/table.csv}.
 */
public final class AuditFiles {

  private static final SealedJson<Audit> FORMAT =
      new SealedJson<>("audit", 1, Audit.class, "make it again with 'supernet audit'");

  /** What the truth is from. */
  public enum Source {
    /** Trainings of the audit's own. */
    TRAINED("audit", "truth.csv"),
    /** A table. */
    TABLE("audit-table", "table.csv");

    private final String name;
    private final String rows;

    Source(String name, String rows) {
      this.name = name;
      this.rows = rows;
    }

    /** The file with all figures. */
    public Path figures(Path run) {
      return run.resolve(name + ".json");
    }

    /** The architectures with their truth. */
    public Path rows(Path run) {
      return new RunLayout(run).audit().resolve(rows);
    }
  }

  private AuditFiles() {}

  /** Writes all three, each whole or not at all. */
  public static void write(Path run, Source source, Audit audit, List<Subject> subjects) {
    AtomicFiles.createDirectories(new RunLayout(run).audit());
    AtomicFiles.write(source.rows(run), csv(audit, subjects));
    AtomicFiles.write(run.resolve(source.name + ".md"), markdown(audit));
    FORMAT.write(source.figures(run), audit);
  }

  /** Which audit of a run is to be shown: that of trainings, or else that of a table. */
  public static Source shown(Path run) {
    return Files.exists(Source.TRAINED.figures(run)) || !Files.exists(Source.TABLE.figures(run))
        ? Source.TRAINED
        : Source.TABLE;
  }

  /** The audit of a run that is to be shown, if one was made. */
  public static Optional<Audit> read(Path run) {
    return FORMAT.find(shown(run).figures(run));
  }

  private static String csv(Audit audit, List<Subject> subjects) {
    CsvText csv = new CsvText();
    List<Object> head = new ArrayList<>(List.of("architecture"));
    for (int seed = 1; seed <= audit.seeds(); seed++) {
      head.add(seedColumn(audit.metric(), seed));
    }
    head.add(meanColumn(audit.metric()));
    List<String> scorers =
        subjects.stream().findFirst().map(s -> List.copyOf(s.scores().keySet())).orElse(List.of());
    head.addAll(scorers);
    head.addAll(List.of("supernet", "supernet_batch", "supernet_calibrated", "supernets_mean"));
    csv.row(head);
    boolean calibrated = audit.policy().equals("calibrated");
    for (Subject s : subjects) {
      List<Object> row = new ArrayList<>(List.of(s.architecture()));
      row.addAll(s.truth());
      row.add(s.mean());
      scorers.forEach(scorer -> row.add(whole(s.score(scorer))));
      row.add(calibrated ? s.calibrated() : s.batch());
      row.addAll(List.of(known(s.batch()), known(s.calibrated()), known(s.averaged())));
      csv.row(row);
    }
    return csv.toString();
  }

  private static String seedColumn(Metric metric, int seed) {
    String column = "seed" + seed;
    return metric.equals(Metric.ACCURACY) ? column : metric.name() + "_" + column;
  }

  /** The column of the truth: it has the name of the metric, but for accuracies. */
  public static String meanColumn(Metric metric) {
    return metric.equals(Metric.ACCURACY) ? "mean" : metric.name();
  }

  /** Counts without a decimal point. */
  private static Object whole(double score) {
    long rounded = Math.round(score);
    return rounded == score ? (Object) rounded : (Object) score;
  }

  /** Empty for what was not asked for. */
  private static String known(double score) {
    return Double.isNaN(score) ? "" : Double.toString(score);
  }

  /** The words and the table, as Markdown; also what the command line prints. */
  public static String markdown(Audit audit) {
    StringBuilder text = new StringBuilder("# Audit of the ranking: " + audit.space() + "\n\n");
    text.append(Markdown.list(audit.words())).append('\n');
    text.append(Markdown.table(predictors(audit)));
    text.append(
        Text.of(
            "\nBrackets hold 95 %% intervals, bootstrapped over the architectures (1,000 resamples); there are none for fewer than %d.\n",
            Bootstrap.FEWEST));
    text.append(
        "The ceiling is the mean tau between two seeds. A mean of several seeds is closer to the truth than one seed, so a ranking can be slightly above it.\n");
    if (!audit.starts().isEmpty()) {
      text.append('\n').append(Markdown.table(starts(audit)));
    }
    return text.toString();
  }

  private static List<List<String>> predictors(Audit audit) {
    int k = audit.top();
    Metric metric = audit.metric();
    String beyond = Text.of("%s the best, %s", metric.worse(), metric.unitOfDistance());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ranked by",
            "tau",
            "Spearman",
            "Pearson",
            "tau in the top 10 %",
            "tau in the middle third by MACs",
            "precision at " + k,
            "best true rank in the top " + k,
            Text.of("top 1 %s", beyond),
            Text.of("best of the top %d %s", k, beyond)));
    for (Predictor p : audit.predictors()) {
      rows.add(
          List.of(
              p.name(),
              p.tau().text(),
              p.spearman().text(),
              p.pearson().text(),
              p.topTau().text(),
              p.bandTau().text(),
              p.precision().text(),
              p.bestRank().text(),
              p.regretOfOne().text(metric::number),
              p.regretOfTop().text(metric::number)));
    }
    rows.add(
        List.of(
            "random",
            "0",
            "0",
            "0",
            "0",
            "0",
            Text.of("%.2f", (double) k / audit.architectures()),
            "-",
            metric.number(audit.randomRegretOfOne()),
            metric.number(audit.randomRegretOfTop())));
    return rows;
  }

  private static List<List<String>> starts(Audit audit) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "architecture",
            "inherited",
            "fine-tuned",
            "from scratch, as many epochs",
            "fully trained"));
    for (Start s : audit.starts()) {
      rows.add(
          List.of(
              "`" + s.architecture() + "`",
              audit.metric().number(s.inherited()),
              audit.metric().number(s.fineTuned()),
              audit.metric().number(s.fromScratch()),
              audit.metric().number(s.truth())));
    }
    return rows;
  }
}
