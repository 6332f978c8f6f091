package io.supernet.run;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSets;
import io.supernet.network.BatchNormMode;
import io.supernet.search.EvolutionSearch;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.util.Objects;

/**
 * Everything that decides the result of a run, apart from the definition.
 *
 * @param data where the examples are from, as {@link DataSets#load} reads it
 * @param seed of all randomness
 * @param threads as {@link ModelOptions#threads}
 * @param supernet training of the supernet
 * @param batchNorm statistics with which inherited weights are judged
 * @param search of the trained supernet
 * @param alone training of each of the best alone
 * @param top how many of the best are trained alone, at least 1
 * @param checkpointSeconds least seconds between two checkpoints of a training
 * @param sampling which paths the supernet's steps train
 * @since 0.1
 */
public record RunOptions(
    String data,
    long seed,
    int threads,
    TrainingOptions supernet,
    BatchNormMode batchNorm,
    SearchOptions search,
    TrainingOptions alone,
    int top,
    int checkpointSeconds,
    SamplingOptions sampling) {

  /** What `supernet run` does by default: sized for a few minutes on two cores. */
  public static final RunOptions DEFAULT =
      new RunOptions(
          DataSets.FASHION_MNIST_SMALL,
          1,
          0,
          new TrainingOptions(40, 64, 0.05, 1, Optimization.DEFAULT, false),
          BatchNormMode.BATCH,
          new SearchOptions(SearchOptions.EVOLUTION, 150, EvolutionSearch.Options.DEFAULT, true),
          new TrainingOptions(18, 64, 0.1, 1, Optimization.DEFAULT, true),
          3,
          20);

  public RunOptions {
    Objects.requireNonNull(sampling, "sampling");
    if (top < 1 || checkpointSeconds < 0) {
      throw new SupernetException(
          Kind.USAGE,
          "A run retrains 1 or more architectures and waits 0 or more seconds between checkpoints, not "
              + top
              + " and "
              + checkpointSeconds
              + ".");
    }
    if (search.strategy().equals(SearchOptions.DERIVE) && !sampling.learns()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Strategy '%s' samples the controller of a supernet that was trained by '%s'; this one's sampler is '%s': search it by another strategy.",
              SearchOptions.DERIVE, SamplingOptions.ENAS, sampling.sampler()));
    }
    // Refuses wrong threads and statistics before a folder is made.
    new ModelOptions(seed, supernet.optimization(), false, batchNorm, threads);
  }

  /** A run that trains the default paths. */
  public RunOptions(
      String data,
      long seed,
      int threads,
      TrainingOptions supernet,
      BatchNormMode batchNorm,
      SearchOptions search,
      TrainingOptions alone,
      int top,
      int checkpointSeconds) {
    this(
        data,
        seed,
        threads,
        supernet,
        batchNorm,
        search,
        alone,
        top,
        checkpointSeconds,
        SamplingOptions.DEFAULT);
  }

  /** The same options with other paths. */
  public RunOptions with(SamplingOptions other) {
    return new RunOptions(
        data, seed, threads, supernet, batchNorm, search, alone, top, checkpointSeconds, other);
  }

  /** The same options for another supernet. */
  public RunOptions withSupernet(
      long newSeed, TrainingOptions training, SamplingOptions newSampling) {
    return new RunOptions(
        data,
        newSeed,
        threads,
        training,
        batchNorm,
        search,
        alone,
        top,
        checkpointSeconds,
        newSampling);
  }

  /** The same options for other data. */
  public RunOptions withData(String other) {
    return new RunOptions(
        other, seed, threads, supernet, batchNorm, search, alone, top, checkpointSeconds, sampling);
  }

  /** The same options with another search. */
  public RunOptions withSearch(SearchOptions other) {
    return new RunOptions(
        data, seed, threads, supernet, batchNorm, other, alone, top, checkpointSeconds, sampling);
  }

  /** The same options with another training of the best. */
  public RunOptions withAlone(TrainingOptions other, int newTop) {
    return new RunOptions(
        data,
        seed,
        threads,
        supernet,
        batchNorm,
        search,
        other,
        newTop,
        checkpointSeconds,
        sampling);
  }

  /** How the supernet is built. */
  public ModelOptions supernetModel() {
    return new ModelOptions(seed, supernet.optimization(), supernet.augment(), batchNorm, threads)
        .cutting(supernet.cutout());
  }

  /** How one architecture alone is built. */
  public ModelOptions aloneModel(long modelSeed) {
    return new ModelOptions(
            modelSeed, alone.optimization(), alone.augment(), BatchNormMode.BATCH, threads)
        .cutting(alone.cutout());
  }

  /** How many architectures are evaluated at once. */
  public int parallel() {
    // Each holds the activations of a batch; beyond a few, TensorFlow's own threads fill the cores.
    return threads > 0 ? threads : Math.min(4, Runtime.getRuntime().availableProcessors());
  }
}
