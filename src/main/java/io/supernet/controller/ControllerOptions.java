package io.supernet.controller;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;

/**
 * How a controller decides and learns.
 *
 * @param units of the LSTM and numbers of an embedding, at least 1
 * @param temperature divides the logits, above 0
 * @param tanhConstant no logit goes beyond it, above 0: the controller never becomes certain
 * @param entropyWeight reward for a nat of entropy, at least 0
 * @param learningRate of Adam, above 0
 * @param baselineDecay share of the baseline that a reward leaves, 0 to below 1
 */
public record ControllerOptions(
    int units,
    double temperature,
    double tanhConstant,
    double entropyWeight,
    double learningRate,
    double baselineDecay) {

  /**
   * Temperature 5, tanh constant 2.5, entropy weight 1e-4 and learning rate 0.00035 of the paper;
   * 64 units and a decay of 0.99 of its program.
   */
  public static final ControllerOptions PAPER =
      new ControllerOptions(64, 5, 2.5, 1e-4, 0.00035, 0.99);

  public ControllerOptions {
    boolean fits =
        units >= 1
            && positive(temperature)
            && positive(tanhConstant)
            && entropyWeight >= 0
            && Double.isFinite(entropyWeight)
            && positive(learningRate)
            && baselineDecay >= 0
            && baselineDecay < 1;
    if (!fits) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A controller needs units of 1 or more, a temperature, a tanh constant and a learning rate "
                  + "above 0, an entropy weight of 0 or more and a baseline decay in 0..1, these are "
                  + "%d, %s, %s, %s, %s, %s.",
              units, temperature, tanhConstant, learningRate, entropyWeight, baselineDecay));
    }
  }

  /** The same with another learning rate. */
  public ControllerOptions withLearningRate(double rate) {
    return new ControllerOptions(
        units, temperature, tanhConstant, entropyWeight, rate, baselineDecay);
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }
}
