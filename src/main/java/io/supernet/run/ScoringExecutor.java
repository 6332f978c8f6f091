package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.network.BatchNormMode;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** Has architectures judged with the weights of a trained supernet, elsewhere. */
@API(status = INTERNAL)
public interface ScoringExecutor {

  /**
   * An evaluator.
   *
   * @param folder of a run whose supernet is trained to the end
   * @param policy of batch normalization
   */
  AsynchronousEvaluator evaluator(Path folder, BatchNormMode policy);

  /** How many evaluations it is to be asked for at once. */
  int atOnce(Path folder);
}
