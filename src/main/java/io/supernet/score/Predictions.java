package io.supernet.score;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.extension.UserCode;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** What scorers predict, and what they owe to whoever asks them. */
@API(status = INTERNAL)
public final class Predictions {

  private Predictions() {}

  /**
   * The scores with the sign that makes more better.
   *
   * @throws SupernetException if they are not one number for each architecture
   */
  public static double[] of(Scorer scorer, List<Architecture> architectures) {
    double[] scores = scorer.score(architectures);
    if (scores.length != architectures.size()) {
      throw broken(
          scorer,
          Text.of(
              "it was asked for %d architectures and gave %d scores",
              architectures.size(), scores.length));
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw broken(scorer, Text.of("its score of %s is not a number", architectures.get(i)));
      }
    }
    return scorer.higherIsBetter() ? scores : Arrays.stream(scores).map(s -> -s).toArray();
  }

  private static SupernetException broken(Scorer scorer, String how) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "Scorer '%s' (%s) broke its contract: %s.", scorer.name(), UserCode.name(scorer), how));
  }
}
