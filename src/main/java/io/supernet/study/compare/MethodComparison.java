package io.supernet.study.compare;

import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSets;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.pipeline.Budget;
import io.supernet.plan.Tariff;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Extensions;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunLayout;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.OwnFiles;
import io.supernet.storage.ProcessLock;
import io.supernet.storage.SealedJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A comparison of ways of searching at equal time, and its folder: {@code methods.json}, {@code
 * definition.pbtxt}, a run in a folder of its own for each method and seed, and at the end {@code
 * comparison.md}, {@code .svg} and {@code .json}. A run with a {@code method.json} is finished; an
 * interrupted one continues.
 *
 * <p>Time is counted by a tariff that is measured once, at the beginning: so it is the same for all
 * methods, whatever else the machine does meanwhile, and a comparison that goes on is the same.
 */
public final class MethodComparison implements AutoCloseable {

  private static final String AGAIN = "delete it and run the comparison again";
  private static final SealedJson<MethodReport> REPORTS =
      new SealedJson<>("method-report", 1, MethodReport.class, AGAIN);
  private static final SealedJson<MethodResult> RESULTS =
      new SealedJson<>("method", 1, MethodResult.class, AGAIN);

  private static final String RESULT = "method.json";

  /** A run that nothing is done in. */
  private static final String MEASURED = "tariff";

  private final ComparisonFolder files;
  private final NetworkDefinition network;
  private final Optional<ProcessLock> lock;
  private MethodPlan plan;

  private MethodComparison(
      ComparisonFolder files,
      MethodPlan plan,
      NetworkDefinition network,
      Optional<ProcessLock> lock) {
    this.files = files;
    this.plan = plan;
    this.network = network;
    this.lock = lock;
  }

  /** Begins a comparison in a new folder; mistakes in it leave nothing behind. */
  public static MethodComparison create(Path folder, NetworkDefinition network, MethodPlan given) {
    MethodPlan plan =
        given
            .with()
            .options(given.options().withData(DataSets.absolute(given.options().data())))
            .definitionHash(ComparisonFolder.identity(network))
            .build();
    Definition unused = Run.builder(folder).definition(network).options(plan.options()).check();
    ComparisonFolder files = new ComparisonFolder(folder);
    files.requireNew();
    AtomicFiles.createDirectories(folder);
    try (Opened opened = new Opened()) {
      ProcessLock lock = opened.add(files.lock());
      files.begin(plan, network);
      opened.keep();
      return new MethodComparison(files, plan, network, Optional.of(lock));
    }
  }

  /** Opens a comparison to continue it; one process at a time may. */
  public static MethodComparison open(Path folder) {
    ComparisonFolder files = new ComparisonFolder(folder);
    try (Opened opened = new Opened()) {
      ProcessLock lock = opened.add(files.lock());
      files.clear();
      MethodComparison comparison = read(files, Optional.of(lock));
      opened.keep();
      return comparison;
    }
  }

  private static MethodComparison read(ComparisonFolder files, Optional<ProcessLock> lock) {
    MethodPlan plan = files.methods();
    return new MethodComparison(files, plan, files.network(plan.definitionHash()), lock);
  }

  /** Whether a folder holds such a comparison, done or not. */
  public static boolean isIn(Path folder) {
    return new ComparisonFolder(folder).holdsMethods();
  }

  /**
   * What it has found.
   *
   * @throws SupernetException if it is not done, or the file cannot be read
   */
  public static MethodReport report(Path folder) {
    return REPORTS.read(new ComparisonFolder(folder).requireReport());
  }

  /** The folder. */
  public Path folder() {
    return files.path();
  }

  /**
   * Does what is left to do and writes the files.
   *
   * @param runner does each run; may be called for one that it was called for before
   */
  public MethodReport run(Comparison.Runner runner, Progress progress) {
    measureOrLeave(progress);
    List<MethodPlan.Trial> trials = plan.trials();
    List<MethodResult> results = new ArrayList<>();
    progress.begin("compare", trials.size());
    Map<Path, MethodPlan.Trial> left = new LinkedHashMap<>();
    for (MethodPlan.Trial trial : trials) {
      Path path = folder().resolve(trial.name());
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
    for (MethodPlan.Trial trial : trials) {
      Path path = folder().resolve(trial.name());
      results.add(RESULTS.read(path.resolve(RESULT)));
    }
    MethodReport report = MethodReport.of(network.getName(), metric(), plan, results);
    REPORTS.write(files.report(), report);
    AtomicFiles.write(folder().resolve("comparison.svg"), SeedPlot.of(report));
    AtomicFiles.write(folder().resolve("comparison.md"), MethodText.of(report));
    progress.end(results.size() + " runs");
    return report;
  }

  private Metric metric() {
    return Run.builder(folder())
        .definition(network)
        .options(plan.options())
        .check()
        .task()
        .metrics()
        .get(0);
  }

  /** A comparison that has too little time is as if it had never begun. */
  private void measureOrLeave(Progress progress) {
    try {
      measure(progress);
    } catch (SupernetException e) {
      if (e.kind() == Kind.USAGE) {
        AtomicFiles.deleteRecursively(folder());
      }
      throw e;
    }
  }

  /** The prices, once; then what each method may do with them. */
  private void measure(Progress progress) {
    if (plan.budget() == null) {
      try (Run run =
          Run.builder(folder().resolve(MEASURED))
              .definition(network)
              .goal(Goal.RETRAIN)
              .options(plan.options())
              .openOrCreate()) {
        Tariff given = plan.tariff();
        Tariff tariff =
            given == null
                ? new Budget(run).tariff(plan.methods().contains(Method.UNTRAINED), progress)
                : given;
        MethodBudget budget = MethodBudget.of(plan, tariff, run);
        plan = plan.withTariff(tariff).withBudget(budget);
        progress.note(
            Text.of(
                "each method spends %.0f s for each of %d seeds; a whole training has %d epochs",
                plan.seconds(), plan.seeds(), budget.division().epochs()));
      }
      files.keep(plan);
    }
  }

  /** Makes the folder of a run, unless it is there. */
  private void begin(Path path, MethodPlan.Trial trial) {
    if (Files.exists(new RunLayout(path).manifest())) {
      return;
    }
    OwnFiles.refuseLinks(path);
    // What a process left that died while it made it.
    AtomicFiles.deleteRecursively(path);
    Run.builder(path)
        .definition(network)
        .goal(Goal.RETRAIN)
        .options(
            Objects.requireNonNull(plan.budget())
                .options(plan.options(), Objects.requireNonNull(plan.tariff()), trial, metric()))
        .create()
        .close();
  }

  /**
   * Does one run of a comparison, in the folder in which {@link #run} began it.
   *
   * @param extensions such as who trains architectures alone
   */
  public static void runTrial(Path path, Extensions extensions, Progress progress) {
    // Who runs the comparison has its lock.
    MethodComparison comparison =
        read(new ComparisonFolder(path.toAbsolutePath().normalize().getParent()), Optional.empty());
    String name = path.getFileName().toString();
    MethodPlan.Trial trial =
        comparison.plan.trials().stream()
            .filter(t -> t.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new SupernetException(
                        Kind.USAGE, Text.of("The comparison has no run '%s'.", name)));
    try (Run run = Run.builder(path).extensions(extensions).open()) {
      MethodResult result = new MethodRun(comparison.plan, trial, run, progress).result();
      RESULTS.write(path.resolve(RESULT), result);
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    lock.ifPresent(ProcessLock::close);
  }
}
