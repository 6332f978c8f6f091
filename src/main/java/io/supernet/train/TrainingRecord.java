package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A line of {@code training.jsonl}: how a training stands.
 *
 * @param event {@link #PROGRESS}, {@link #ROLLBACK} or {@link #ALARM}
 * @param step steps done
 * @param steps of the whole training
 * @param passes forward and backward passes done
 * @param loss smoothed, in nats
 * @param learningRate of the last step
 * @param imagesPerSecond examples that passed forward and backward a second, since the last line
 * @param probes validation accuracy of a few architectures, 0 to 1
 * @param shares of the operations in the updates since the last line, 0 to 1, by option name
 * @param entropies of a learning sampler's choices, in nats, one a decision; else empty
 * @param note what happened, if it is no mere progress
 */
@API(status = INTERNAL)
public record TrainingRecord(
    String event,
    long step,
    long steps,
    long passes,
    double loss,
    double learningRate,
    double imagesPerSecond,
    Map<String, Double> probes,
    Map<String, Double> shares,
    List<Double> entropies,
    String note) {

  /** How the training goes. */
  public static final String PROGRESS = "progress";

  /** The training has collapsed and went back to a checkpoint. */
  public static final String ROLLBACK = "rollback";

  /** A learning sampler's choices look wrong. */
  public static final String ALARM = "alarm";
}
