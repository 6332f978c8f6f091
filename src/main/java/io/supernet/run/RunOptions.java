package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataOptions;
import io.supernet.data.DataSets;
import io.supernet.data.DataSource;
import io.supernet.export.ExportOptions;
import io.supernet.network.BatchNormMode;
import io.supernet.plan.Division;
import io.supernet.proto.NetworkDefinition;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides the result of a run, apart from the definition.
 *
 * @param data where the examples are from, as {@link DataSets#load} reads it, or {@code class:} and
 *     the name of a {@link DataSource}
 * @param seed of all randomness
 * @param threads as {@link ModelOptions#threads}
 * @param supernet training of the supernet
 * @param batchNorm statistics with which inherited weights are judged
 * @param search of the trained supernet
 * @param alone training of each of the best alone
 * @param top how many of the best are trained alone to the end, at least 1
 * @param checkpointSeconds least seconds between two checkpoints of a training
 * @param sampling which paths the supernet's steps train
 * @param reading how the examples are read, where there is a choice
 * @param export how the winner is exported
 * @param tournament who is trained alone, and how it begins
 * @param allowance what the whole run may take; where it is limited, the first phase sets epochs,
 *     evaluations and the length of the shortlist
 * @param supernets how many are trained, each from weights and with draws of its own; inherited
 *     weights are judged by the mean over them
 * @since 0.1
 */
@RecordBuilder
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
    SamplingOptions sampling,
    DataOptions reading,
    ExportOptions export,
    TournamentOptions tournament,
    Allowance allowance,
    int supernets)
    implements RunOptionsBuilder.With {

  /** What `supernet run` does by default: sized for a few minutes on two cores. */
  public static final RunOptions DEFAULT =
      new RunOptions(
          DataSets.FASHION_MNIST_SMALL,
          1,
          0,
          new TrainingOptions(40, 64, 0.05, 1, Optimization.DEFAULT, false),
          BatchNormMode.BATCH,
          SearchOptions.DEFAULT,
          new TrainingOptions(18, 64, 0.1, 1, Optimization.DEFAULT, true),
          3,
          20,
          SamplingOptions.DEFAULT,
          DataOptions.DEFAULT,
          ExportOptions.DEFAULT,
          TournamentOptions.DEFAULT,
          Allowance.NONE,
          1);

  /**
   * The same for rows of a table: AdamW, and trainings alone that end early, as a table is soon
   * learned by heart.
   *
   * @since 0.2
   */
  public static final RunOptions TABLES = DEFAULT.forTables();

  private RunOptions forTables() {
    Optimization adamW =
        Optimization.DEFAULT.with().method(Optimization.Method.ADAMW).weightDecay(0.01).build();
    return with()
        .supernet(new TrainingOptions(40, 32, 0.002, 1, adamW, false))
        .alone(new TrainingOptions(100, 32, 0.002, 1, adamW, false).withPatience(16))
        .build();
  }

  /**
   * The same for transformers, which hardly learn by SGD: AdamW with a small rate, a large decay
   * and a longer warm-up, as in DeiT.
   *
   * @since 0.2
   */
  public static final RunOptions TRANSFORMERS = DEFAULT.forTransformers();

  private RunOptions forTransformers() {
    Optimization adamW =
        Optimization.DEFAULT.with().method(Optimization.Method.ADAMW).weightDecay(0.05).build();
    return with()
        .supernet(new TrainingOptions(40, 64, 0.001, 4, adamW, false))
        .alone(new TrainingOptions(18, 64, 0.001, 4, adamW, true))
        .build();
  }

  /** The defaults for a network that reads rows of a table or images. */
  @API(status = INTERNAL)
  public static RunOptions usual(NetworkDefinition network, boolean table) {
    return network.hasVit() ? TRANSFORMERS : table ? TABLES : DEFAULT;
  }

  /** Each takes the time and the memory of one. */
  private static final int MOST_SUPERNETS = 100;

  /** The part of a training without anything better after which it ends, if that is longer. */
  private static final int PATIENCE = 8;

  /** The defaults, to be changed one by one. */
  public static RunOptionsBuilder builder() {
    return DEFAULT.with();
  }

  public RunOptions {
    Objects.requireNonNull(sampling, "sampling");
    // Runs that began before there was a choice.
    reading = reading == null ? DataOptions.DEFAULT : reading;
    export = export == null ? ExportOptions.DEFAULT : export;
    Objects.requireNonNull(tournament, "tournament");
    Objects.requireNonNull(allowance, "allowance");
    if (top < 1 || checkpointSeconds < 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A run retrains 1 or more architectures and waits 0 or more seconds between checkpoints, not %s and %s.",
              top, checkpointSeconds));
    }
    if (search.strategy().equals(SearchOptions.DERIVE) && !sampling.learns()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Strategy '%s' samples the controller of a supernet that was trained by '%s'; this one's sampler is '%s': search it by another strategy.",
              SearchOptions.DERIVE, SamplingOptions.ENAS, sampling.sampler()));
    }
    // Runs that began before there was a choice have none.
    supernets = supernets == 0 ? 1 : supernets;
    Bounds.check(
        supernets >= 1 && supernets <= MOST_SUPERNETS,
        "number of supernets",
        supernets,
        "1 to " + MOST_SUPERNETS);
    if (allowance.isLimited() && supernets > 1) {
      throw undividable("a single supernet, not " + supernets);
    }
    if (supernets > 1 && sampling.learns()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Sampler '%s' learns from one supernet, and these would be %d; leave out '--supernets'.",
              sampling.sampler(), supernets));
    }
    if (allowance.isLimited() && search.objectives().size() > 1) {
      throw undividable(
          "the best by one objective, not by " + String.join(", ", search.objectives()));
    }
    if (allowance.isLimited() && sampling.learns()) {
      throw undividable(
          Text.of(
              "a sampler that only draws, not sampler '%s', which learns between epochs",
              sampling.sampler()));
    }
    // Refuses wrong threads and statistics before a folder is made.
    new ModelOptions(seed, supernet.optimization(), false, batchNorm, threads);
  }

  private static SupernetException undividable(String needs) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "A limited run divides itself, which needs %s. Leave out the limit, and give epochs and a budget.",
            needs));
  }

  /** The same, as long as a plan says. Without a supernet the largest enter the tournament. */
  @API(status = INTERNAL)
  public RunOptions following(Division plan) {
    SearchOptions within = within(plan.mostMacs());
    RunOptionsBuilder planned =
        with()
            .alone(lasting(alone, plan.epochs()))
            .top(plan.top())
            .tournament(tournament.withShortlist(plan.shortlist()));
    return plan.supernetEpochs() == 0
        ? planned.search(unjudged(within, plan.evaluations())).build()
        : planned
            .supernet(lasting(supernet, plan.supernetEpochs()))
            .search(within.with().budget(budget(plan)).baseline(false).build())
            .build();
  }

  /** The search without a supernet, of which so many are scored untrained, or the shortlist. */
  private static SearchOptions unjudged(SearchOptions search, int scored) {
    boolean own = scored == 0 || search.scoresUntrained();
    return search
        .with()
        .evaluator(SearchOptions.NONE)
        .baseline(false)
        .objectives(own ? search.objectives() : List.of(PriorName.untrained()))
        .budget(Math.max(1, scored))
        .build();
  }

  /** The search among networks of so many multiply-adds at the most, or of fewer. */
  private SearchOptions within(@Nullable Double macs) {
    if (macs == null) {
      return search;
    }
    Map<String, Double> limits = new LinkedHashMap<>(search.limits());
    limits.merge(Figures.LIVE_MACS, macs, Math::min);
    return search.with().limits(limits).build();
  }

  /** What a prior ranks against takes half of the evaluations. */
  private int budget(Division plan) {
    return search.priorScorers().isEmpty() ? plan.evaluations() : (plan.evaluations() + 1) / 2;
  }

  /** As long; who may go on for longer may wait for longer. */
  private static TrainingOptions lasting(TrainingOptions training, int epochs) {
    int patience = training.patience();
    return training
        .with()
        .epochs(epochs)
        .warmupEpochs(Math.min(training.warmupEpochs(), epochs))
        .patience(patience == 0 ? 0 : Math.max(patience, epochs / PATIENCE))
        .build();
  }

  /** How the supernet is built; of several, the first. */
  public ModelOptions supernetModel() {
    return supernetModel(1);
  }

  /** The same of the supernet of a number from 1. */
  @API(status = INTERNAL)
  public ModelOptions supernetModel(int number) {
    return new ModelOptions(
            number == 1 ? seed : supernetStreams(number).seed("weights", 0),
            supernet.optimization(),
            supernet.augment(),
            batchNorm,
            threads)
        .withCutout(supernet.cutout());
  }

  /** The draws of the training of a supernet. The first has those of the run. */
  @API(status = INTERNAL)
  public RandomStreams supernetStreams(int number) {
    RandomStreams own = new RandomStreams(seed);
    return number == 1 ? own : new RandomStreams(own.seed("supernet", number));
  }

  /** How one architecture alone is built. */
  public ModelOptions aloneModel(long modelSeed) {
    return new ModelOptions(
            modelSeed, alone.optimization(), alone.augment(), BatchNormMode.BATCH, threads)
        .withCutout(alone.cutout());
  }

  /** How many architectures are evaluated at once. */
  public int parallel() {
    // Each holds the activations of a batch; beyond a few, TensorFlow's own threads fill the cores.
    return threads > 0 ? threads : Math.min(4, Runtime.getRuntime().availableProcessors());
  }
}
