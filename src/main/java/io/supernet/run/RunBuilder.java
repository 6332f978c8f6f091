package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSets;
import io.supernet.data.Preparation;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.RunFolder;
import io.supernet.supernet.Footprint;
import io.supernet.supernet.SessionConfig;
import io.supernet.train.TrainingSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Begins a run in a new folder, or opens one.
 *
 * <p>A network or data that a program gives as objects are not kept in the folder: whoever opens
 * the run gives the same ones again, which is checked.
 *
 * @since 0.2
 */
public final class RunBuilder {

  private static final String OTHER_DATA =
      "The data %s are not those that run '%s' began with; restore them, %s, or begin a new run.";

  private final Path path;
  private @Nullable NetworkDefinition definition;
  private @Nullable Network network;
  private @Nullable Split data;
  private @Nullable String moved;
  private Goal goal = Goal.EXPORT;
  private RunOptions options = RunOptions.DEFAULT;
  private Extensions extensions = Extensions.NONE;
  private Progress progress = Progress.SILENT;

  RunBuilder(Path path) {
    this.path = path;
  }

  /** The network by name: a shipped space, a {@code .pbtxt} file or a class. */
  @CanIgnoreReturnValue
  public RunBuilder space(String name) {
    return definition(Definitions.find(name));
  }

  /** The network. */
  @CanIgnoreReturnValue
  public RunBuilder definition(NetworkDefinition given) {
    definition = Objects.requireNonNull(given, "definition");
    network = null;
    return this;
  }

  /** The network, as an object; the run's messages and files call it by this name. */
  @CanIgnoreReturnValue
  public RunBuilder network(String name, Network given) {
    network = Objects.requireNonNull(given, "network");
    definition = Definitions.given(name, given);
    return this;
  }

  /** The examples, instead of those that the options name. */
  @CanIgnoreReturnValue
  public RunBuilder data(Split given) {
    data = Objects.requireNonNull(given, "data");
    return this;
  }

  /** Objects that the options name, and the loader of the classes that are named. */
  @CanIgnoreReturnValue
  public RunBuilder extensions(Extensions given) {
    extensions = Objects.requireNonNull(given, "extensions");
    return this;
  }

  /** Where the data of a run are now, as {@link DataSets#load} reads it: to open it. */
  @CanIgnoreReturnValue
  public RunBuilder movedTo(String place) {
    moved = Objects.requireNonNull(place, "place");
    return this;
  }

  /** Hears of data of many files while they are read. */
  @CanIgnoreReturnValue
  public RunBuilder progress(Progress given) {
    progress = Objects.requireNonNull(given, "progress");
    return this;
  }

  /** How far the run goes; it exports if nothing is said. */
  @CanIgnoreReturnValue
  public RunBuilder goal(Goal wanted) {
    goal = Objects.requireNonNull(wanted, "goal");
    return this;
  }

  /** All else that decides the result of a new run. */
  @CanIgnoreReturnValue
  public RunBuilder options(RunOptions given) {
    options = Objects.requireNonNull(given, "options");
    return this;
  }

  /**
   * Begins the run in a new folder. All is read and checked before the folder is made, so that a
   * mistake leaves nothing behind.
   *
   * @throws SupernetException of kind RUN if the folder holds a run
   */
  public Run create() {
    Checked checked = checked();
    RunLayout layout = new RunLayout(path);
    RunFolder folder = RunFolder.create(path, Set.of(layout.definition().getFileName().toString()));
    try {
      layout.refuseLinks();
      // Whatever became of its lock: old weights and scores must not pass for those of a new run.
      if (layout.holdsRun()) {
        throw new SupernetException(
            Kind.RUN,
            Text.of("Folder '%s' already holds a run; resume it, or choose another name.", path));
      }
      folder.clearLeftovers(layout.own(), RunLayout.REPORT);
      AtomicFiles.write(layout.definition(), Definitions.format(checked.text));
      String identity = RunFiles.identity(checked.text, checked.definition);
      Manifest manifest = Manifest.begin(goal, identity, checked.data, checked.options);
      manifest.write(layout.manifest());
      return new Run(folder, checked.definition, checked.data, manifest, extensions);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Refuses what {@link #create} would refuse, without a folder.
   *
   * @return the network, for the data
   */
  public Definition check() {
    return checked().definition;
  }

  /** Opens the run to continue it. Network and data are needed if a program gave them. */
  public Run open() {
    RunFolder folder = RunFolder.open(path);
    RunLayout layout = new RunLayout(path);
    try {
      layout.refuseLinks();
      // What workers write at this moment is no leftover.
      List<Path> own = layout.work().isAtWork() ? List.of() : layout.own();
      folder.clearLeftovers(own, RunLayout.REPORT);
      Manifest manifest = Manifest.read(layout.manifest());
      Definition kept = kept(layout, manifest);
      RunOptions old = manifest.options();
      String place = place(old);
      Split found = kept(manifest, place);
      Run run = new Run(folder, kept, found, manifest, extensions);
      if (!place.equals(old.data())) {
        run.write(manifest.with(manifest.goal(), old.withData(place)));
      }
      return run;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Where jobs of the run can be done beside the process that works on it, such as on another
   * machine that sees its folder. Network and data are found by what the folder says.
   *
   * @throws SupernetException if one of them is not what the run began with
   */
  public TrainingSite trainingSite() {
    return beside().trainingSite();
  }

  /**
   * The run as it is, for jobs that are done beside the process that works on it: nothing of what
   * it is can be changed.
   *
   * @throws SupernetException if network or data are not what the run began with
   */
  @API(status = INTERNAL)
  public Run beside() {
    RunFolder folder = RunFolder.beside(path);
    RunLayout layout = new RunLayout(path);
    layout.refuseLinks();
    Manifest manifest = Manifest.read(layout.manifest());
    Definition kept = kept(layout, manifest);
    return new Run(folder, kept, kept(manifest, place(manifest.options())), manifest, extensions);
  }

  private String place(RunOptions old) {
    return moved == null ? old.data() : DataSets.absolute(moved);
  }

  private Split kept(Manifest manifest, String place) {
    Split found = data(place, manifest.options(), manifest.preparation());
    if (!Manifest.hashes(found).equals(manifest.dataHashes())) {
      throw new SupernetException(
          Kind.DATA,
          data == null
              ? Text.of(
                  OTHER_DATA, "'" + place + "'", path, "name their new place with 'resume --data'")
              : Text.of(OTHER_DATA, "that were given", path, "give the same ones"));
    }
    return found;
  }

  private Definition kept(RunLayout layout, Manifest manifest) {
    NetworkDefinition text = RunFiles.kept(layout);
    Definition kept = kept(text);
    if (!RunFiles.identity(text, kept).equals(manifest.definitionHash())) {
      throw RunFiles.otherDefinition(layout);
    }
    return kept;
  }

  private Definition kept(NetworkDefinition text) {
    boolean other =
        definition != null
            // Whatever its task, the run's is that of the data.
            && !withoutTask(definition).equals(withoutTask(text));
    if (other) {
      throw RunFiles.otherDefinition(new RunLayout(path));
    }
    return load(text);
  }

  private Definition load(NetworkDefinition text) {
    return network == null
        ? Definitions.load(text, extensions.loader())
        : Definitions.load(text, network);
  }

  private static NetworkDefinition withoutTask(NetworkDefinition text) {
    return text.toBuilder().clearTask().build();
  }

  /**
   * Opens the run if its folder holds one, else begins it. A run that is there goes on with the
   * goal, search and retraining given here; one that divided what it may take keeps to that.
   *
   * @throws IllegalArgumentException if the run that is there was begun with other options
   */
  public Run openOrCreate() {
    if (!new RunLayout(path).holdsRun()) {
      return create();
    }
    Run run = open();
    try {
      RunOptions given = complete();
      run.change(goal, run.manifest().plan().map(given::following).orElse(given));
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** What a new run is made of, all of it found to be possible. */
  private record Checked(
      NetworkDefinition text, Definition definition, Split data, RunOptions options) {}

  private Checked checked() {
    NetworkDefinition given = definition;
    if (given == null) {
      throw new IllegalStateException("Give the builder a space, a definition or a network first.");
    }
    RunOptions complete = complete();
    Split examples = data(complete.data(), complete, Preparation.NONE);
    examples.refuseConstant();
    Task task = Task.of(examples.train(), complete.reading());
    NetworkDefinition text = Definitions.withTask(given, task);
    Definition loaded = load(text);
    RunOptions suited = Run.suited(loaded, complete);
    Run.refuse(loaded, suited, extensions);
    MemoryNeeds.check(loaded, suited, examples, Footprint.machine());
    // Training alone augments by default: there it does nothing to what is no image.
    if (complete.supernet().augment()) {
      task.requireImages("cropped and flipped", "--augment");
    }
    return new Checked(text, loaded, examples, suited);
  }

  private RunOptions complete() {
    return options.withData(data == null ? DataSets.absolute(options.data()) : DataSets.GIVEN);
  }

  private Split data(String place, RunOptions reading, Preparation kept) {
    if (data != null) {
      return data;
    }
    RandomStreams streams = new RandomStreams(reading.seed());
    // Files of images are decoded by a session, which is the first of the process.
    SessionConfig.decide(reading.threads());
    return DataSets.classOf(place)
        .map(name -> extensions.source(name).load(streams))
        .orElseGet(() -> DataSets.load(place, streams, reading.reading(), kept, progress));
  }
}
