package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.evaluate.Evaluation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a training alone was worth before its end, in a tournament.
 *
 * @param key as that of {@link Retrained}
 * @param epochs that it had behind it
 * @param evaluation on validation examples; a failed one if it diverged
 */
@API(status = INTERNAL)
public record RungResult(String key, int epochs, Evaluation evaluation) {

  /**
   * The result of a training after so many epochs. One that went further already is judged by the
   * first result after that: its weights of then are gone.
   */
  public static Optional<RungResult> find(List<RungResult> results, String key, int epochs) {
    return results.stream()
        .filter(r -> r.key.equals(key))
        .filter(r -> r.epochs >= epochs || r.evaluation.failed())
        .min(Comparator.comparingInt(RungResult::epochs));
  }
}
