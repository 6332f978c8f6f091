package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Suppliers;
import io.supernet.Fingerprint;
import io.supernet.Opened;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.plan.Division;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.RunFolder;
import io.supernet.supernet.Footprint;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Supernet;
import io.supernet.train.LocalSite;
import io.supernet.train.Trainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One run and its folder: the definition, the manifest, the data. Opened for writing by one process
 * at a time.
 *
 * @since 0.1
 */
public final class Run implements AutoCloseable {

  private final RunFolder folder;
  private final RunLayout layout;
  private final Definition definition;
  private final Split data;
  private final Extensions extensions;
  private Manifest manifest;

  Run(
      RunFolder folder,
      Definition definition,
      Split data,
      Manifest manifest,
      Extensions extensions) {
    this.folder = folder;
    this.layout = new RunLayout(folder.path());
    this.definition = definition;
    this.data = data;
    this.manifest = manifest;
    this.extensions = extensions;
  }

  /** Begins or opens the run in this folder. */
  public static RunBuilder builder(Path folder) {
    return new RunBuilder(folder);
  }

  static RunOptions suited(Definition definition, RunOptions options) {
    List<String> metrics = definition.task().metrics().stream().map(Metric::name).toList();
    return options.withSearch(options.search().suited(metrics));
  }

  /**
   * Refuses what cannot be done in this space before anything else is. Limits on latency have to
   * wait for their table.
   */
  static void refuse(Definition definition, RunOptions options, Extensions extensions) {
    options.supernetModel().check(definition.task());
    options.aloneModel(0).check(definition.task());
    options.sampling().check(definition.task());
    options.tournament().refuseIfLongerThan(definition.space().size());
    Figures figures = new Figures(definition, architecture -> 0, extensions, Optional::empty);
    SearchLimits.narrow(
        definition.distinct(),
        figures,
        options.search(),
        new RandomStreams(options.seed()),
        extensions);
    options
        .tournament()
        .only()
        .ifPresent(text -> refuseBeyond(definition.parse(text), text, figures, options.search()));
  }

  /** Of a latency nothing is known before it is measured. */
  private static void refuseBeyond(
      Architecture architecture, String text, Figures figures, SearchOptions search) {
    figures.constraints(search.limits()).stream()
        .filter(limit -> !limit.holds(architecture))
        .findFirst()
        .ifPresent(
            limit -> {
              throw new SupernetException(
                  Kind.USAGE,
                  Text.of(
                      "%s has %,.0f %s, more than the limit of %,.0f; give another architecture or limit.",
                      text, limit.cost().applyAsDouble(architecture), limit.name(), limit.most()));
            });
  }

  /** The folder. */
  public Path path() {
    return folder.path();
  }

  /** The name of the folder. */
  public String name() {
    return path().toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Tells the run from all others, of the same name, too; stays as it is wherever the folder is.
   */
  public String id() {
    return Fingerprint.of("run", 1)
        .with("created", manifest.created())
        .with("definition", manifest.definitionHash())
        .with("data", data.train().sha256())
        .with("seed", options().seed())
        .hex()
        .substring(0, 16);
  }

  /** Where things are in its folder. */
  @API(status = INTERNAL)
  public RunLayout layout() {
    return layout;
  }

  /** The network. */
  public Definition definition() {
    return definition;
  }

  /** What can be wanted and limited. */
  @API(status = INTERNAL)
  public Figures figures() {
    return RunFiles.figures(layout, definition, options().search().evaluator(), extensions);
  }

  /** The examples. */
  public Split data() {
    return data;
  }

  /** What the run is, as written last. */
  @API(status = INTERNAL)
  public Manifest manifest() {
    return manifest;
  }

  /** All options. */
  public RunOptions options() {
    return manifest.options();
  }

  /** All randomness. */
  public RandomStreams streams() {
    return new RandomStreams(options().seed());
  }

  /**
   * Sets how far the run goes, how it searches, how it trains the best alone and how it exports
   * from here on.
   *
   * @throws IllegalArgumentException if anything else is changed: the supernet and its scores stay
   *     as they were made
   */
  public void change(Goal goal, RunOptions options) {
    RunOptions old = options();
    if (!options
        .withSearch(old.search())
        .with()
        .alone(old.alone())
        .top(old.top())
        .export(old.export())
        .tournament(old.tournament())
        .build()
        .equals(old)) {
      throw new IllegalArgumentException(
          "Only search, retraining and export can change within a run; begin a new run for another supernet.");
    }
    RunOptions suited = suited(definition, options);
    refuse(definition, suited, extensions);
    write(manifest.with(goal, suited));
  }

  /** Goes on as a plan says: its options are those of the run from here on. */
  @API(status = INTERNAL)
  public void follow(Division plan) {
    write(manifest.with(options().following(plan), plan));
  }

  /**
   * One of its supernets, with the weights that its training has now. The caller closes it.
   *
   * @param policy of batch normalization
   * @param number from 1
   */
  @API(status = INTERNAL)
  public Supernet restored(BatchNormMode policy, int number) {
    return restored(layout, definition, data, options(), policy, number);
  }

  /** Where its architectures can be trained alone in this process. */
  @API(status = INTERNAL)
  public LocalSite trainingSite() {
    RunOptions options = options();
    return new LocalSite(
        layout.folder(),
        layout.tensorboard(),
        definition,
        data,
        Duration.ofSeconds(options.checkpointSeconds()),
        Suppliers.memoize(() -> weights(layout, definition, data, options)));
  }

  private static Map<String, float[]> weights(
      RunLayout layout, Definition definition, Split data, RunOptions options) {
    try (Supernet supernet = restored(layout, definition, data, options, options.batchNorm(), 1)) {
      return supernet.values();
    }
  }

  private static Supernet restored(
      RunLayout layout,
      Definition definition,
      Split data,
      RunOptions options,
      BatchNormMode policy,
      int number) {
    Checkpoint last =
        new Checkpoints(layout.supernetCheckpoints(number))
            .latest()
            .orElseThrow(
                () ->
                    new SupernetException(
                        Kind.RUN,
                        Text.of(
                            "Run '%s' has no supernet to take weights from; train it first.",
                            layout.folder())));
    try (Opened opened = new Opened()) {
      ModelOptions model = options.supernetModel(number).withEvaluation(policy);
      Supernet supernet = opened.add(Supernet.build(definition, data, model));
      supernet.restore(Trainer.prefix(last));
      opened.keep();
      return supernet;
    }
  }

  /** How many evaluations are asked for at once. */
  @API(status = INTERNAL)
  public int atOnce() {
    return extensions
        .scoring()
        .map(elsewhere -> elsewhere.atOnce(path()))
        .orElse(options().parallel());
  }

  /** What a program gave the run. */
  @API(status = INTERNAL)
  public Extensions extensions() {
    return extensions;
  }

  /** What a user should know before a training begins: whole sentences without their period. */
  public List<String> cautions() {
    List<String> cautions = new ArrayList<>();
    MemoryNeeds.supernet(definition, options(), data)
        .caution(Footprint.machine())
        .ifPresent(cautions::add);
    if (data.train().hasValues()
        && data.train().exampleShape().size() == 3
        && options().alone().augment()) {
      cautions.add(
          "training alone crops and flips images at random; turn that off if the values depend on places in the image (withAugment(false) of the options alone)");
    }
    int batch = options().supernet().batch();
    if (batch > data.train().size()) {
      cautions.add(
          Text.of(
              "the batch of %,d is larger than the %,d training examples, so each epoch is one step with all of them",
              batch, data.train().size()));
    }
    return cautions;
  }

  /** Adds time that was spent in a phase to the manifest. */
  public void addSeconds(String phase, double seconds) {
    write(manifest.plusSeconds(phase, seconds));
  }

  void write(Manifest changed) {
    folder.requireOwned();
    changed.write(layout.manifest());
    manifest = changed;
  }

  @Override
  public void close() {
    folder.close();
  }
}
