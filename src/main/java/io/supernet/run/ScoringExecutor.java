package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.network.BatchNormMode;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/** Has supernets trained, and architectures judged with their weights, elsewhere. */
@API(status = INTERNAL)
public interface ScoringExecutor {

  /**
   * An evaluator.
   *
   * @param folder of a run whose supernet is trained to the end
   * @param policy of batch normalization
   */
  AsynchronousEvaluator evaluator(Path folder, BatchNormMode policy);

  /**
   * Trains supernets to the end, each from its last checkpoint on.
   *
   * @param folder of their run
   * @param numbers of those of the run, from 1
   * @param progress hears of the steps of all together
   */
  void train(Path folder, List<Integer> numbers, Progress progress);

  /** How many evaluations it is to be asked for at once. */
  int atOnce(Path folder);
}
