package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.extension.UserCode;
import io.supernet.space.Architecture;
import java.util.List;
import org.apiguardian.api.API;

/** What an {@link Evaluator} owes to whoever asks it. */
@API(status = INTERNAL)
public final class EvaluationContract {

  private EvaluationContract() {}

  /**
   * What an evaluator made of architectures.
   *
   * @return {@code made}
   * @throws SupernetException if it is not one evaluation for each, in the same order
   */
  public static List<Evaluation> checked(
      Evaluator evaluator, List<Architecture> asked, List<Evaluation> made) {
    List<Architecture> judged =
        made.stream()
            .map(evaluation -> evaluation == null ? null : evaluation.architecture())
            .toList();
    if (!judged.equals(asked)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%s broke its contract: it was asked for %s and evaluated %s.",
              UserCode.name(evaluator), asked, judged));
    }
    return made;
  }
}
