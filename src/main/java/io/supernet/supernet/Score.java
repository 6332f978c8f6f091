package io.supernet.supernet;

/**
 * How well a model classified some examples.
 *
 * @param accuracy share classified right, 0 to 1
 * @param loss mean cross-entropy in nats; not a number if an output was not finite
 * @since 0.1
 */
public record Score(double accuracy, double loss) {}
