package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.Fingerprint;
import io.supernet.Text;
import io.supernet.supernet.Optimization;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How long and how a model is trained.
 *
 * @param epochs passes over the training data, at least 1
 * @param batch examples a step, at least 1
 * @param learningRate highest rate, above 0
 * @param warmupEpochs epochs in which the rate rises from 0 in a straight line, 0 or more, but a
 *     tenth of the training at the most; 1 in the defaults, as the first steps of untrained batch
 *     normalization are wild
 * @param optimization method, momentum, weight decay, clipping, label smoothing
 * @param augment whether images are cropped and flipped at random; in the defaults only for
 *     networks alone, as each path of a supernet gets too few steps to overfit
 * @param schedule how the rate goes on after the warm-up; a cosine in the defaults, whose small
 *     last steps make short trainings comparable
 * @param cutout side in pixels of a square that is cut out of each image at a random place, 0 for
 *     none; none in the defaults, as it pays in trainings of hundreds of epochs
 * @param patience epochs without a better metric on validation examples after which a training of a
 *     network alone ends; it then takes back its best weights, as it does at its end. 0 for
 *     neither: the default, as images are trained along a whole schedule
 * @since 0.1
 */
@RecordBuilder
public record TrainingOptions(
    int epochs,
    int batch,
    double learningRate,
    double warmupEpochs,
    Optimization optimization,
    boolean augment,
    Schedule schedule,
    int cutout,
    int patience)
    implements TrainingOptionsBuilder.With {

  public TrainingOptions {
    Objects.requireNonNull(optimization, "optimization");
    Objects.requireNonNull(schedule, "schedule");
    Bounds.check(cutout >= 0, "side of the cutout", cutout, "1 or more pixels, or 0 for none");
    Bounds.check(
        patience >= 0, "patience", patience, "1 or more epochs, or 0 for no end before the last");
    Bounds.check(epochs >= 1, "number of epochs", epochs, "1 or more");
    Bounds.check(batch >= 1, "batch size", batch, "1 or more");
    Bounds.check(
        learningRate > 0 && learningRate < 1e6, "learning rate", learningRate, "one above 0");
    Bounds.check(
        warmupEpochs >= 0 && warmupEpochs <= epochs,
        "number of warm-up epochs",
        warmupEpochs,
        "0 to the number of epochs");
  }

  /** A training along a cosine to its end, without cutout. */
  public TrainingOptions(
      int epochs,
      int batch,
      double learningRate,
      double warmupEpochs,
      Optimization optimization,
      boolean augment) {
    this(epochs, batch, learningRate, warmupEpochs, optimization, augment, Schedule.COSINE, 0, 0);
  }

  /** The epochs in which the rate rises; in a short training it would hardly arrive otherwise. */
  double warmup() {
    return Math.min(warmupEpochs, epochs / 10.0);
  }

  /** What there is to say of a warm-up that is shorter than was asked for. */
  @API(status = INTERNAL)
  public Optional<String> shortened() {
    return warmup() == warmupEpochs
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "the learning rate rises in %.1f epochs, a tenth of the training, instead of %s",
                warmup(), new BigDecimal(warmupEpochs).round(new MathContext(3)).toPlainString()));
  }

  /**
   * Adds all that decides the weights; what is new here is added only where it is not as before.
   */
  @API(status = INTERNAL)
  public Fingerprint addTo(Fingerprint fingerprint) {
    Fingerprint all = patience == 0 ? fingerprint : fingerprint.with("patience", patience);
    return optimization.addTo(
        all.with("epochs", epochs)
            .with("batch", batch)
            .with("rate", learningRate)
            .with("warmup", warmup())
            .with("augment", augment)
            .with("schedule", schedule.name())
            .with("cutout", cutout));
  }
}
