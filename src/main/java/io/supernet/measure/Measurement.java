package io.supernet.measure;

import io.supernet.cost.Cost;
import java.math.BigInteger;

/**
 * What a space is and what training its supernet takes.
 *
 * @param space name
 * @param decisions how many are open
 * @param architectures how many there are
 * @param smallest cost of the smallest architecture
 * @param largest cost of the largest
 * @param supernetParameters all candidates counted
 * @param batch examples in a step
 * @param operations of the supernet's graph
 * @param buildSeconds from nothing to a session with initial weights
 * @param firstStepSeconds time of the first training step
 * @param stepSeconds median time of a later training step, mean over the measured architectures
 * @param ratio of a step to that of the same architecture alone, geometric mean
 * @param leastRatio over the measured architectures
 * @param mostRatio over the measured architectures
 * @param peakBytes most resident memory of the process until the supernet had made its first steps;
 *     null where the system does not tell
 */
public record Measurement(
    String space,
    int decisions,
    BigInteger architectures,
    Cost smallest,
    Cost largest,
    long supernetParameters,
    int batch,
    int operations,
    double buildSeconds,
    double firstStepSeconds,
    double stepSeconds,
    double ratio,
    double leastRatio,
    double mostRatio,
    Long peakBytes) {}
