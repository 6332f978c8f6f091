package io.supernet.study.compare;

import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSets;
import io.supernet.network.Definition;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Extensions;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunLayout;
import io.supernet.run.RunOptions;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.OwnFiles;
import io.supernet.storage.ProcessLock;
import io.supernet.storage.SealedJson;
import io.supernet.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A comparison and its folder: {@code plan.json}, {@code definition.pbtxt}, a run in a folder of
 * its own for each strategy and seed, and at the end {@code comparison.md}, {@code .json} and
 * {@code .svg}. A run with a {@code trial.json} is finished; an interrupted one continues.
 */
public final class Comparison implements AutoCloseable {

  /** Does a run, given its folder: {@link #runTrial} in this process or another one. */
  @FunctionalInterface
  public interface Runner {
    void run(Path trial);

    /**
     * Does several, in any order.
     *
     * @param begin makes the folder of a run
     * @param done hears of each that is done
     */
    default void run(List<Path> trials, Consumer<Path> begin, Consumer<Path> done) {
      for (Path trial : trials) {
        begin.accept(trial);
        run(trial);
        done.accept(trial);
      }
    }
  }

  private static final String AGAIN = "delete it and run the comparison again";
  private static final SealedJson<Report> REPORTS =
      new SealedJson<>("comparison-report", 1, Report.class, AGAIN);
  private static final SealedJson<Remedies> REMEDIES =
      new SealedJson<>("remedies", 1, Remedies.class, AGAIN);
  private static final SealedJson<TrialResult> TRIALS =
      new SealedJson<>("trial", 1, TrialResult.class, AGAIN);

  private static final String RESULT = "trial.json";

  private final Path folder;
  private final Plan plan;
  private final NetworkDefinition network;
  private final Optional<ProcessLock> lock;

  private Comparison(
      Path folder, Plan plan, NetworkDefinition network, Optional<ProcessLock> lock) {
    this.folder = folder;
    this.plan = plan;
    this.network = network;
    this.lock = lock;
  }

  /**
   * Begins a comparison in a new folder. Definition, data, strategies and table are read before the
   * folder is made, so that a mistake in them leaves nothing behind.
   */
  public static Comparison create(Path folder, NetworkDefinition network, Plan given) {
    given.checkNew();
    RunOptions options = given.options().withData(DataSets.absolute(given.options().data()));
    String table = given.table();
    Plan plan =
        given
            .with()
            .options(options)
            .table(table == null ? null : Path.of(table).toAbsolutePath().toString())
            .definitionHash(ComparisonFolder.identity(network))
            .build();
    Definition definition = Run.builder(folder).definition(network).options(options).check();
    for (String name : plan.strategies()) {
      Strategy.of(name).options(options, definition, options.seed());
    }
    if (plan.table() != null) {
      Tables.read(plan, definition);
    }
    ComparisonFolder files = new ComparisonFolder(folder);
    files.requireNew();
    AtomicFiles.createDirectories(folder);
    try (Opened opened = new Opened()) {
      ProcessLock lock = opened.add(files.lock());
      files.begin(plan, network);
      opened.keep();
      return new Comparison(folder, plan, network, Optional.of(lock));
    }
  }

  /** Opens a comparison to continue it; one process at a time may. */
  public static Comparison open(Path folder) {
    ComparisonFolder files = new ComparisonFolder(folder);
    files.requireComparison();
    try (Opened opened = new Opened()) {
      ProcessLock lock = opened.add(files.lock());
      files.clear();
      Comparison comparison = read(files, Optional.of(lock));
      opened.keep();
      return comparison;
    }
  }

  private static Comparison read(ComparisonFolder files, Optional<ProcessLock> lock) {
    Plan plan = files.plan();
    return new Comparison(files.path(), plan, files.network(plan), lock);
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Does what is left to do and writes the three files.
   *
   * @param runner does each run; may be called for one that it was called for before
   */
  public Report run(Runner runner, Progress progress) {
    List<Trial> trials = plan.trials();
    List<TrialResult> results = new ArrayList<>();
    progress.begin("compare", trials.size());
    Map<Path, Trial> left = new LinkedHashMap<>();
    for (Trial trial : trials) {
      Path path = folder.resolve(trial.name());
      if (!Files.exists(path.resolve(RESULT))) {
        left.put(path, trial);
      }
    }
    AtomicInteger begun = new AtomicInteger(trials.size() - left.size());
    AtomicInteger done = new AtomicInteger(trials.size() - left.size());
    runner.run(
        List.copyOf(left.keySet()),
        path -> {
          progress.note(Text.of("run %s (%d of %d)", path, begun.incrementAndGet(), trials.size()));
          begin(path, Objects.requireNonNull(left.get(path)));
        },
        path -> progress.advance(done.incrementAndGet(), path.getFileName().toString()));
    for (Trial trial : trials) {
      Path path = folder.resolve(trial.name());
      results.add(result(path));
    }
    Report report = Report.of(network.getName(), definition().task().metric(), plan, results);
    REPORTS.write(new ComparisonFolder(folder).report(), report);
    AtomicFiles.write(folder.resolve("comparison.md"), ReportText.of(report));
    AtomicFiles.write(folder.resolve("comparison.svg"), SeedPlot.of(report));
    progress.end(results.size() + " runs");
    return report;
  }

  /**
   * A table of architectures of the space that is compared in.
   *
   * @param columns of the table; several are the seeds of one truth
   */
  public Table table(Path file, List<String> columns) {
    Definition definition = definition();
    return Table.read(file, columns, definition.task().metric(columns), definition::parse);
  }

  /**
   * Ranks architectures of a table with every supernet of this comparison, which is done, and
   * writes {@code remedies.md} and {@code .json}.
   *
   * @param rows how many random ones at most, 0 for all
   */
  public Remedies rank(Table table, int rows, Report report, Progress progress) {
    Remedies remedies = Remedies.of(folder, plan, report, table, rows, progress);
    REMEDIES.write(folder.resolve("remedies.json"), remedies);
    AtomicFiles.write(folder.resolve("remedies.md"), RemediesText.of(remedies));
    return remedies;
  }

  /** Whether a folder holds a comparison, done or not. */
  public static boolean isIn(Path folder) {
    return new ComparisonFolder(folder).holdsComparison();
  }

  /** What a comparison that is done has found. */
  public static Report report(Path folder) {
    return REPORTS.read(new ComparisonFolder(folder).requireReport());
  }

  /** What a comparison that is done has ranked, if it has. */
  public static Optional<Remedies> remedies(Path folder) {
    return REMEDIES.find(folder.resolve("remedies.json"));
  }

  /**
   * Does one run of a comparison, in the folder in which {@link #run} began it.
   *
   * @param extensions such as who trains architectures alone
   */
  public static void runTrial(Path path, Extensions extensions, Progress progress) {
    ComparisonFolder files = new ComparisonFolder(path.toAbsolutePath().normalize().getParent());
    files.requireComparison();
    Comparison comparison = read(files, Optional.empty()); // Who runs the comparison has its lock.
    String name = path.getFileName().toString();
    Trial trial =
        comparison.plan.trials().stream()
            .filter(t -> t.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new SupernetException(
                        Kind.USAGE, Text.of("The comparison has no run '%s'.", name)));
    try (Run run = Run.builder(path).extensions(extensions).open()) {
      TrialResult result = new TrialRun(comparison.plan, trial, run, progress).result();
      TRIALS.write(path.resolve(RESULT), result);
    }
  }

  /** The network, for the data. */
  private Definition definition() {
    return Run.builder(folder).definition(network).options(plan.options()).check();
  }

  /** Makes the folder of a run, unless it is there. */
  private void begin(Path path, Trial trial) {
    if (Files.exists(new RunLayout(path).manifest())) {
      return;
    }
    OwnFiles.refuseLinks(path);
    // What a process left that died while it made it.
    AtomicFiles.deleteRecursively(path);
    Definition definition = definition();
    RunOptions options =
        trial.isRandom()
            ? plan.options()
                .with()
                .seed(trial.seed())
                .supernet(plan.options().supernet())
                .sampling(plan.options().sampling())
                .build()
            : Strategy.of(trial.strategy()).options(plan.options(), definition, trial.seed());
    Run.builder(path).definition(network).goal(Goal.RETRAIN).options(options).create().close();
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    lock.ifPresent(ProcessLock::close);
  }

  private static TrialResult result(Path path) {
    return TRIALS.read(path.resolve(RESULT));
  }
}
