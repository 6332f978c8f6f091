package io.supernet.cli;

import io.supernet.network.BatchNormMode;
import io.supernet.pipeline.RunOptions;
import io.supernet.pipeline.SamplingOptions;
import io.supernet.pipeline.SearchOptions;
import io.supernet.supernet.Optimisation;
import io.supernet.train.TrainingOptions;
import picocli.CommandLine.Option;

/** Data, seed and training of a new run's supernet. */
final class TrainingFlags {

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      defaultValue = "fashion-mnist-small",
      description =
          "fashion-mnist-small (comes along), idx:DIR, cifar10:DIR or csv:FILE. Default: ${DEFAULT-VALUE}.")
  private String data;

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
          "TensorFlow threads; 0 is one a core; 1 repeats a run bit by bit. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "40",
      description = "Epochs of supernet training. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Examples a training step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.05",
      description =
          "Highest learning rate of supernet training; it falls to 0 along a cosine. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(
      names = "--warmup-epochs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Epochs in which the learning rate rises to its highest. Default: ${DEFAULT-VALUE}.")
  private double warmupEpochs;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      defaultValue = "0.9",
      description = "Momentum of Nesterov's SGD. Default: ${DEFAULT-VALUE}.")
  private double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      defaultValue = "5e-4",
      description = "Weight decay of kernels. Default: ${DEFAULT-VALUE}.")
  private double weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      defaultValue = "5",
      description = "Largest global gradient norm; 0 for none. Default: ${DEFAULT-VALUE}.")
  private double clipNorm;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Share of each target that is spread over all classes. Default: ${DEFAULT-VALUE}.")
  private double labelSmoothing;

  @Option(
      names = "--augment",
      description =
          "Crop and flip the supernet's training images at random; for long trainings, as each path gets few steps.")
  private boolean augment;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      defaultValue = "uniform",
      description =
          "Paths that a training step trains: uniform (random ones), fair (FairNAS: every option of every decision once; a step "
              + "costs as many paths as decisions have options), sandwich (the largest, the smallest and random ones), balanced (all "
              + "sizes equally often), enas (those of a controller that is trained between the epochs). Default: ${DEFAULT-VALUE}.")
  private String sampler;

  @Option(
      names = "--paths",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random paths a step, for uniform and sandwich. Default: ${DEFAULT-VALUE}.")
  private int paths;

  @Option(
      names = "--distil",
      description = "Sandwich: the largest path teaches the others (in-place distillation).")
  private boolean distil;

  @Option(
      names = "--batch-norm",
      paramLabel = "POLICY",
      defaultValue = "batch",
      description =
          "Statistics for judging inherited weights: batch (of the evaluated batch) or calibrated (of training images, for each "
              + "architecture). Default: ${DEFAULT-VALUE}.")
  private BatchNormMode batchNorm;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Least time between checkpoints. Default: ${DEFAULT-VALUE}.")
  private int checkpointSeconds;

  /** The options of a new run; what these flags do not say is the default. */
  RunOptions options() {
    Optimisation optimisation = new Optimisation(momentum, weightDecay, clipNorm, labelSmoothing);
    RunOptions defaults = RunOptions.DEFAULT;
    SearchOptions search = defaults.search();
    return new RunOptions(
        data,
        seed,
        threads,
        new TrainingOptions(epochs, batch, learningRate, warmupEpochs, optimisation, augment),
        batchNorm,
        sampler.equals(SamplingOptions.ENAS) ? search.by(SearchOptions.DERIVE) : search,
        defaults.alone().with(optimisation),
        defaults.top(),
        checkpointSeconds,
        new SamplingOptions(sampler, paths, distil));
  }
}
