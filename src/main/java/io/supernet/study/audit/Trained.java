package io.supernet.study.audit;

import com.google.gson.annotations.JsonAdapter;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * One training of an architecture alone; it may have diverged.
 *
 * @param key of the architecture and the options that it was trained with
 * @param seed which training, from 1
 * @param seconds that it took, on one thread; of the last part only if it was interrupted
 * @param evaluation on validation examples; a failed one if it came to nothing
 */
@JsonAdapter(TrainedJson.class)
public record Trained(String key, int seed, double seconds, Evaluation evaluation) {

  /** What was trained. */
  Architecture architecture() {
    return evaluation.architecture();
  }

  /** Why it came to nothing; null if it did not. */
  @Nullable String failure() {
    return evaluation.failure();
  }

  /** Whether there is no value to speak of. */
  public boolean failed() {
    return evaluation.failed();
  }
}
