package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.JsonParseException;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.sampling.UpdateCounts;
import io.supernet.space.SearchSpace;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.StorageFailures;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a training knows apart from the variables: part of every checkpoint, so that a training goes
 * on as if it had not been interrupted.
 *
 * @hidden
 */
@API(status = INTERNAL)
public final class TrainingState {

  private static final String COUNTS = "updates.json";
  private static final String STATE = "state.json";

  /** Steps done. */
  long step;

  /** How often each option was trained. */
  final UpdateCounts counts;

  /** The rest, as it is written. */
  final Rest rest;

  /** Written as {@code state.json}. */
  static final class Rest {

    /** Forward and backward passes done. */
    long passes;

    /** Updates that a learning sampler has made. */
    long learned;

    /** Times that the training went back to a checkpoint; each has halved the learning rate. */
    int rollbacks;

    /**
     * Whether a learning sampler's choices looked wrong after its last phase: that is told once.
     */
    boolean alarmed;

    LossWatch losses = new LossWatch();

    /** The metrics of the best weights on validation examples, by name; none if nobody asks. */
    Map<String, Double> best = Map.of();

    /** When they were there. */
    long bestStep;

    /** The lowest loss on validation examples. */
    double lowestLoss = Double.MAX_VALUE;

    /** When there was something better last. */
    long betterStep;

    /** The step after which the training ended early; 0 if it has not. */
    long ended;
  }

  private TrainingState(long step, UpdateCounts counts, Rest rest) {
    this.step = step;
    this.counts = counts;
    this.rest = rest;
  }

  static TrainingState fresh(SearchSpace space, double guess) {
    Rest rest = new Rest();
    rest.losses = new LossWatch(guess);
    return new TrainingState(0, new UpdateCounts(space), rest);
  }

  static TrainingState of(Checkpoint checkpoint, SearchSpace space) {
    UpdateCounts counts = counts(checkpoint.path().resolve(COUNTS), space);
    Rest rest = read(checkpoint.path().resolve(STATE), Rest.class);
    return new TrainingState(checkpoint.step(), counts, rest);
  }

  /**
   * How often each option was trained until a checkpoint.
   *
   * @return empty if the checkpoint is gone: a running training has made newer ones meanwhile
   * @throws SupernetException of kind RUN if its file is damaged
   */
  public static Optional<UpdateCounts> counts(Checkpoint checkpoint, SearchSpace space) {
    Path file = checkpoint.path().resolve(COUNTS);
    return Files.exists(file) ? Optional.of(counts(file, space)) : Optional.empty();
  }

  private static UpdateCounts counts(Path file, SearchSpace space) {
    try {
      return new UpdateCounts(space, read(file, long[][].class));
    } catch (IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  void save(Path folder) {
    AtomicFiles.write(folder.resolve(COUNTS), Json.LINE.toJson(counts.counts()));
    AtomicFiles.write(folder.resolve(STATE), Json.LINE.toJson(rest));
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      T value = Json.LINE.fromJson(Files.readString(file), type);
      if (value == null) {
        throw damaged(file, null);
      }
      return value;
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    } catch (JsonParseException e) {
      throw damaged(file, e);
    }
  }

  private static SupernetException damaged(Path file, @Nullable Exception cause) {
    return new SupernetException(
        Kind.RUN,
        "'" + file + "' is damaged; delete its folder to go on from an earlier checkpoint.",
        cause);
  }
}
