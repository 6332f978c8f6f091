package io.supernet.run;

import com.google.gson.annotations.JsonAdapter;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * An architecture that was trained alone from scratch, or whose training diverged.
 *
 * @param key of its checkpoints and of the options that it was trained with
 * @param evaluation on validation examples; a failed one if there is no model to speak of
 * @since 0.1
 */
@JsonAdapter(RetrainedJson.class)
public record Retrained(String key, Evaluation evaluation) {

  /** A training that diverged. */
  public static Retrained diverged(String key, Architecture architecture, String how) {
    return new Retrained(key, Evaluation.failed(architecture, how));
  }

  /** What was trained. */
  public Architecture architecture() {
    return evaluation.architecture();
  }

  /** Whether there is no model to speak of. */
  public boolean failed() {
    return evaluation.failed();
  }

  /** Why its training came to nothing; null if it did not. */
  public @Nullable String failure() {
    return evaluation.failure();
  }
}
