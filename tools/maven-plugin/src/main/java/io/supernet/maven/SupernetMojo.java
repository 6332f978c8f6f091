package io.supernet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals share: which run is meant. */
abstract class SupernetMojo extends ChildMojo {

  /** Begins anew, also where the result is up to date; replaces the run of the same inputs. */
  @Parameter(property = "supernet.force", defaultValue = "false")
  boolean force;

  /** Name of what is searched for; a project may have several. */
  @Parameter(property = "supernet.name", defaultValue = "${project.artifactId}")
  String name;

  /**
   * Search space: a name that comes along, a .pbtxt file, or a class of the project that implements
   * Network. The command line's default if not given.
   */
  @Parameter(property = "supernet.space")
  private String space;

  /** Changes of fields of the space's definition, such as width=16. */
  @Parameter(property = "supernet.set")
  private List<String> set = List.of();

  /**
   * The data: csv:FILE, idx:DIR, cifar10:DIR, class:NAME with a class of the project that
   * implements DataSource, or a name. Paths begin in the project's folder. Required.
   */
  @Parameter(property = "supernet.data")
  private String data;

  /** Other files and folders that decide the result, such as those that a DataSource reads. */
  @Parameter(property = "supernet.inputs")
  private List<File> inputs = List.of();

  /** Column of a table that is predicted: its name or its number from 1. The last if not given. */
  @Parameter(property = "supernet.label")
  private String label;

  /** classification, regression or multilabel. */
  @Parameter(property = "supernet.task")
  private String task;

  /**
   * What the search wants the best of: accuracy, balanced_accuracy, macro_f1, auc, loss; map,
   * micro_f1 of a multilabel task; r2, rmse of a regression.
   */
  @Parameter(property = "supernet.metric")
  private String metric;

  /** Seed of all randomness. */
  @Parameter(property = "supernet.seed")
  private Long seed;

  /** TensorFlow threads; with 1, results repeat bit for bit. */
  @Parameter(property = "supernet.threads")
  private Integer threads;

  /** What the whole run may take on this machine, such as 10m. 5m if no length is given. */
  @Parameter(property = "supernet.time")
  private String time;

  /** The same in epochs of training one architecture alone, which repeats on any machine. */
  @Parameter(property = "supernet.totalEpochs")
  private String totalEpochs;

  /** Epochs of supernet training, instead of a limit on all. */
  @Parameter(property = "supernet.epochs")
  private Integer epochs;

  /** Architectures that the search evaluates, instead of a limit on all. */
  @Parameter(property = "supernet.budget")
  private Integer budget;

  /** How many are trained alone to the end, instead of a limit on all. */
  @Parameter(property = "supernet.top")
  private Integer top;

  /** Epochs of training alone, instead of a limit on all. */
  @Parameter(property = "supernet.retrainEpochs")
  private Integer retrainEpochs;

  /** Limit of the search: most multiply-adds, such as 40M. */
  @Parameter(property = "supernet.limitMacs")
  private String limitMacs;

  /** Limit of the search: most parameters, such as 1M. */
  @Parameter(property = "supernet.limitParameters")
  private String limitParameters;

  /** Limit of the search: largest SavedModel, such as 250KB. */
  @Parameter(property = "supernet.limitSize")
  private String limitSize;

  /** Limit of the search: longest predicted latency, such as 5ms. */
  @Parameter(property = "supernet.limitLatency")
  private String limitLatency;

  /** Further options of 'supernet run', one word each. */
  @Parameter private List<String> arguments = List.of();

  /** Further options of 'supernet run', in one line. */
  @Parameter(property = "supernet.arguments")
  private String argumentLine;

  /** What is exported: savedmodel, onnx, or both with a comma between. */
  @Parameter(property = "supernet.formats")
  private String formats;

  /** How the exported model keeps its kernels: float32, bfloat16 or int8. */
  @Parameter(property = "supernet.weights")
  private String weights;

  /** Version of the exported model, the name of its folder. */
  @Parameter(property = "supernet.modelVersion", defaultValue = "1")
  int modelVersion;

  /** Further options of 'supernet export', in one line. */
  @Parameter(property = "supernet.exportArguments")
  private String exportArguments;

  /** Folder of runs; outside target, so that they outlast 'mvn clean'. */
  @Parameter(property = "supernet.models", defaultValue = "${project.basedir}/models")
  private File models;

  /** Folder of reports. */
  @Parameter(property = "supernet.reports", defaultValue = "${project.build.directory}/supernet")
  File reports;

  /** What was found, to be committed. */
  @Parameter(property = "supernet.result")
  private File result;

  /** Folder of the exported model, which holds a folder for each version. */
  @Parameter(property = "supernet.export")
  private File export;

  /** Does what one build at a time does to a run. */
  final void locked(RunFolder run, Step step)
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
    try (FolderLock lock = FolderLock.of(run.path(), getLog())) {
      getLog().debug("holds " + lock);
      step.work();
    }
  }

  /** What is done under a lock. */
  @FunctionalInterface
  interface Step {
    void work()
        throws IOException, InterruptedException, MojoExecutionException, MojoFailureException;
  }

  // What is meant.

  /**
   * Options of a run, apart from its name and its limits on all. The child runs in the project's
   * folder, so that paths need not say where that is.
   */
  private List<String> searched() throws MojoExecutionException {
    String here = base() + File.separator;
    return given().stream().map(word -> word.replace(here, "")).toList();
  }

  private List<String> given() throws MojoExecutionException {
    return new Words()
        .option("--space", space)
        .each("--set", set)
        .option("--data", data)
        .option("--label", label)
        .option("--task", task)
        .option("--metric", metric)
        .option("--seed", seed)
        .option("--threads", threads)
        .option("--epochs", epochs)
        .option("--budget", budget)
        .option("--top", top)
        .option("--retrain-epochs", retrainEpochs)
        .option("--max-macs", limitMacs)
        .option("--max-params", limitParameters)
        .option("--max-size", limitSize)
        .option("--max-latency", limitLatency)
        .all(Taken.RUN.checked("arguments", Words.of(arguments, argumentLine)))
        .list();
  }

  /** All options of a run, apart from its name. */
  final List<String> options() throws MojoExecutionException {
    return new Words()
        .all(searched())
        .option("--time", time)
        .option("--total-epochs", totalEpochs)
        .list();
  }

  /** Options of a run that trains what was found before, and nothing else. */
  final List<String> options(Found found) throws MojoExecutionException {
    List<String> words =
        Words.without(searched(), "--from").stream()
            .filter(word -> !word.equals("--rival"))
            .toList();
    if (Words.value(searched(), "--from").filter("inherited"::equalsIgnoreCase).isPresent()) {
      throw new MojoExecutionException(
          "--from inherited needs the weights of a supernet, and "
              + shown(resultFile())
              + " has none; -Dsupernet.force lets 'mvn supernet:run' search, or leave out --from.");
    }
    return new Words()
        .all(words)
        .option(
            "--retrain-epochs",
            Words.value(words, "--retrain-epochs").isPresent() ? null : found.retrainEpochs())
        .option("--architecture", found.architecture())
        .list();
  }

  /** Options of an export into the folder of its run. */
  final List<String> exportOptions(RunFolder run) throws MojoExecutionException {
    return new Words()
        .option("--format", formats)
        .option("--weights", weights)
        .option("--model-version", modelVersion)
        .all(Taken.EXPORT.checked("exportArguments", Words.of(null, exportArguments)))
        .option("--out", run.model())
        .list();
  }

  /** Options of a run that changes no result, for other commands that go on with it. */
  final List<String> executor() throws MojoExecutionException {
    return new Words()
        .option("--executor", Words.value(searched(), "--executor").orElse(null))
        .list();
  }

  /** Hashes of all that decides the result. */
  final Inputs inputs() throws IOException, MojoExecutionException {
    if (data == null) {
      throw new MojoExecutionException(
          "Parameter 'data' is missing; set <data> in the POM or -Dsupernet.data, such as csv:src/data/flowers.csv.");
    }
    if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+-]*")) {
      throw new MojoExecutionException(
          "name is '" + name + "'; give letters, digits, '_', '.', '+' and '-'.");
    }
    List<String> options = options();
    ClassPath classes = classPath();
    require(classes);
    List<String> decisive = Words.without(Words.without(options, "--space"), "--data");
    return Inputs.of(
        base(), space == null ? "" : space, data, inputs, decisive, classes.holding(options));
  }

  /** Classes that are named have to be there, before a JVM is started. */
  private void require(ClassPath classes) throws IOException, MojoExecutionException {
    if (space != null && space.contains(".") && !space.endsWith(".pbtxt") && !space.contains("/")) {
      classes.require("space", space);
    }
    if (data.startsWith("class:")) {
      classes.require("data", data.substring("class:".length()));
    }
  }

  /** The folder of the run that these inputs decide. */
  final RunFolder folder(Inputs of) {
    return new RunFolder(models.toPath().resolve(name + "-" + of.key()));
  }

  /**
   * The folder of the run that these inputs decide if it is there, or else of the one that trains
   * what was found before, if something was.
   */
  final RunFolder folder(Inputs of, Optional<Found> found, boolean there) {
    return there || found.isEmpty() ? folder(of) : folder(of, found.get());
  }

  /** The folder of the run that trains what was found before. */
  final RunFolder folder(Inputs of, Found found) {
    Hash both = new Hash().text(of.key()).text(found.architecture());
    return new RunFolder(
        models.toPath().resolve(name + "-" + both.hex().substring(0, 8) + "-alone"));
  }

  /** The file with what was found. */
  final Path resultFile() {
    return result != null
        ? result.toPath()
        : base().resolve("src/main/supernet").resolve(name + ".json");
  }

  /** Where the build wants the model. */
  final Path exportFolder() {
    return export != null ? export.toPath() : reports().resolve("model");
  }

  final Path reports() {
    return reports.toPath().resolve(name);
  }
}
