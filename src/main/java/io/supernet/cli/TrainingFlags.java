package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.BatchNormMode;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.run.SearchOptions;
import io.supernet.supernet.Optimization;
import io.supernet.train.Schedule;
import io.supernet.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Data, seed and training of a new run's supernet. */
final class TrainingFlags {

  /** The statistics that inherited weights can be judged with. */
  enum BatchNormPolicy {
    BATCH(BatchNormMode.BATCH),
    CALIBRATED(BatchNormMode.CALIBRATED);

    private final BatchNormMode mode;

    BatchNormPolicy(BatchNormMode mode) {
      this.mode = mode;
    }

    BatchNormMode mode() {
      return mode;
    }
  }

  /** Kingma and Ba's. */
  private static final double ADAM_RATE = 0.001;

  /** Usual where it is multiplied by the learning rate. */
  private static final double DECOUPLED_DECAY = 0.01;

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      defaultValue = "fashion-mnist-small",
      description =
          "fashion-mnist-small (included), images:DIR, npz:FILE, tfrecord:GLOB, idx:DIR, cifar10:DIR, csv:FILE, or class:NAME with the name of a class of your own. Default: ${DEFAULT-VALUE}.")
  private String data;

  @Mixin private DataFlags reading;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all randomness. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "TensorFlow threads; 0 for one per core. With 1, a run repeats bit for bit. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of supernet training. Default: 40.")
  private Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples per training step. Default: 64; of tables 32.")
  private Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "sgd (with Nesterov momentum, as in most one-shot papers), adam, or adamw (decoupled weight decay). Training alone "
              + "uses it, too. Default: sgd; of tables and transformers adamw.")
  private Optimization.@Nullable Method optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Highest learning rate of supernet training. Default: 0.05; for adam and adamw 0.001; of tables 0.002.")
  private Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "cosine",
      description =
          "The supernet's learning rate after the warm-up: cosine (falls to 0, so that weights settle at the end), cosine_floor (the same, but "
              + "not below a twentieth of the highest, as in BigNAS) or constant. Default: ${DEFAULT-VALUE}.")
  private Schedule schedule;

  @Option(
      names = "--warmup-epochs",
      paramLabel = "N",
      description =
          "Epochs over which the learning rate rises to its highest, because the first steps are unstable; a tenth of the training at the "
              + "most. Default: 1; of transformers 4.")
  private Double warmupEpochs;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      defaultValue = "0.9",
      description =
          "Momentum of sgd; high because each weight gets few, noisy gradients. Default: ${DEFAULT-VALUE}.")
  private double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description =
          "Weight decay of kernels. Default: 5e-4; for adamw, which multiplies it by the learning rate, 0.01; of transformers "
              + "0.05.")
  private Double weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      defaultValue = "5",
      description =
          "Largest global gradient norm; 0 for no limit. It keeps one path from spoiling the weights of others. Default: ${DEFAULT-VALUE}.")
  private double clipNorm;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Share of each target spread over all classes; none because short trainings underfit. Default: ${DEFAULT-VALUE}.")
  private double labelSmoothing;

  @Option(
      names = "--augment",
      description =
          "Crop and flip the supernet's training images at random. Helps in long trainings only, because each path gets few steps.")
  private boolean augment;

  @Option(
      names = "--cutout",
      paramLabel = "SIDE",
      defaultValue = "0",
      description =
          "Side in pixels of a square to cut out of each of the supernet's training images, at a random place. Helps in long trainings only. "
              + "Default: ${DEFAULT-VALUE}, none.")
  private int cutout;

  @Option(
      names = "--supernets",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many supernets are trained, each from weights and with draws of its own; architectures are judged by the mean over them. With --on, "
              + "each is trained by one process or worker. Default: ${DEFAULT-VALUE}.")
  private int supernets;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description =
          "Which paths a training step trains: balanced (all sizes equally often), uniform (random ones), fair (FairNAS: every option of "
              + "every decision once; a step trains as many paths as the largest decision has options), sandwich (the largest, the smallest and "
              + "random ones), enas (those of a controller that learns between epochs), or a class of your own. Default: balanced; uniform with several "
              + "--paths.")
  private String sampler;

  @Option(
      names = "--paths",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random paths per step, for uniform and sandwich. Default: ${DEFAULT-VALUE}.")
  private int paths;

  @Option(
      names = "--distill",
      description = "Sandwich: the largest path teaches the others (in-place distillation).")
  private boolean distill;

  @Option(
      names = "--alpha-divergence",
      description =
          "Sandwich: distill by AlphaNet's adaptive divergence, which also counts where the others say too much, instead of by "
              + "cross-entropy. Includes --distill; of tasks with one class an example.")
  private boolean alpha;

  @Option(names = "--distil", hidden = true, description = "The British spelling of --distill.")
  private boolean distil;

  @Option(
      names = "--batch-norm",
      paramLabel = "POLICY",
      defaultValue = "batch",
      description =
          "Statistics for judging inherited weights: batch (of the evaluated batch) or calibrated (of training images, for each "
              + "architecture). Default: ${DEFAULT-VALUE}.")
  private BatchNormPolicy batchNorm;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Shortest time between checkpoints, in seconds. Default: ${DEFAULT-VALUE}.")
  private int checkpointSeconds;

  /**
   * The options of a new run.
   *
   * @param defaults what these flags do not say
   */
  RunOptions options(RunOptions defaults) {
    Optimization.Method usual = defaults.supernet().optimization().method();
    Optimization.Method method = Objects.requireNonNullElse(optimizer, usual);
    Optimization optimization =
        new Optimization(momentum, weightDecay(method, defaults), clipNorm, labelSmoothing)
            .withMethod(method);
    TrainingOptions supernet =
        new TrainingOptions(
            Objects.requireNonNullElse(epochs, defaults.supernet().epochs()),
            Objects.requireNonNullElse(batch, defaults.supernet().batch()),
            learningRate != null ? learningRate : rate(method, defaults, RunOptions::supernet),
            Objects.requireNonNullElse(warmupEpochs, defaults.supernet().warmupEpochs()),
            optimization,
            augment,
            schedule,
            cutout,
            0);
    double aloneRate = rate(method, defaults, RunOptions::alone);
    SearchOptions search = defaults.search();
    SamplingOptions sampling = sampling();
    if (supernets < 1) { // Options kept by a run without a choice have none.
      throw new SupernetException(
          Kind.USAGE, Text.of("'--supernets' is %d; give 1 or more.", supernets));
    }
    return new RunOptions(
        data,
        seed,
        threads,
        supernet,
        batchNorm.mode(),
        sampling.sampler().equals(SamplingOptions.ENAS)
            ? search.withStrategy(SearchOptions.DERIVE)
            : search,
        defaults.alone().with().optimization(optimization).learningRate(aloneRate).build(),
        defaults.top(),
        checkpointSeconds,
        sampling,
        reading.options(),
        defaults.export(),
        defaults.tournament(),
        defaults.allowance(),
        supernets);
  }

  /** Whether the data are rows of a table. */
  boolean isTable() {
    return data.startsWith("csv:");
  }

  /** An option beside which a run cannot be divided, if one was given. */
  Optional<String> contrary() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--epochs", epochs);
    given.put("--supernets", supernets == 1 ? null : supernets);
    // What a controller learns between the epochs takes time that no step shows.
    given.put("--sampler " + sampler, SamplingOptions.ENAS.equals(sampler) ? sampler : null);
    return Contrary.first(given);
  }

  private SamplingOptions sampling() {
    boolean distills = alpha || distill || distil;
    if (sampler == null && distills) {
      throw new SupernetException(
          Kind.USAGE,
          "Only one sampler distills; give --sampler sandwich beside --distill or --alpha-divergence.");
    }
    if (sampler == null && paths == 1) {
      return SamplingOptions.DEFAULT;
    }
    String usual = SamplingOptions.UNIFORM.sampler();
    return new SamplingOptions(sampler == null ? usual : sampler, paths, distills, alpha).checked();
  }

  /** The usual rate of a training by an optimizer. */
  private double rate(
      Optimization.Method method,
      RunOptions defaults,
      Function<RunOptions, TrainingOptions> training) {
    return Stream.of(defaults, RunOptions.DEFAULT)
        .map(training)
        .filter(options -> options.optimization().method() == method)
        .findFirst()
        .map(TrainingOptions::learningRate)
        .orElse(ADAM_RATE);
  }

  private double weightDecay(Optimization.Method method, RunOptions defaults) {
    if (weightDecay != null) {
      return weightDecay;
    }
    Optimization usual = defaults.supernet().optimization();
    return method == usual.method()
        ? usual.weightDecay()
        : method == Optimization.Method.ADAMW
            ? DECOUPLED_DECAY
            : Optimization.DEFAULT.weightDecay();
  }
}
