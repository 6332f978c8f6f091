package io.supernet.train;

import io.supernet.evaluate.Evaluation;

/**
 * What a training came to.
 *
 * @param job name of the job
 * @param evaluation on validation examples, with {@link io.supernet.evaluate.Metric#TRAINING_LOSS};
 *     a failed one if the training diverged, which it would do again
 * @param seconds that it took; of the last part only if it was interrupted
 * @since 0.2
 */
public record TrainingResult(String job, Evaluation evaluation, double seconds) {}
