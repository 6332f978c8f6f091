package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A figure that an evaluation may hold by name.
 *
 * @param name lower-case letters, digits and underscores, such as {@code accuracy}
 * @param higherIsBetter whether more of it is better
 * @param least no value is below; may be negative infinity
 * @param most no value is above; may be infinity
 * @param shown how people read it
 * @since 0.2
 */
public record Metric(String name, boolean higherIsBetter, double least, double most, Shown shown) {

  /** How a value is written for people. */
  public enum Shown {
    /** A share, such as {@code 93.10 %} for 0.931. */
    PERCENT,
    /** As it is, such as {@code 0.931}. */
    NUMBER
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Other fields of an evaluation where it is written as JSON. */
  private static final List<String> RESERVED = List.of("architecture", "failure", "key");

  /** Share of examples classified right. */
  public static final Metric ACCURACY = new Metric("accuracy", true, 0, 1, Shown.PERCENT);

  /** Mean over the classes of the share of their examples that is classified right. */
  public static final Metric BALANCED_ACCURACY =
      new Metric("balanced_accuracy", true, 0, 1, Shown.PERCENT);

  /** Mean over the classes of F1, the harmonic mean of precision and recall. */
  public static final Metric MACRO_F1 = new Metric("macro_f1", true, 0, 1, Shown.NUMBER);

  /**
   * Of two classes, how often an example of the second looks more like it than one of the first.
   */
  public static final Metric AUC = new Metric("auc", true, 0, 1, Shown.NUMBER);

  /** F1 of all labels of a set together. */
  public static final Metric MICRO_F1 = new Metric("micro_f1", true, 0, 1, Shown.NUMBER);

  /**
   * Mean, over the labels that an example has, of the average precision: what share of the examples
   * that come before one that has the label, and it, have it, on average over those that have it.
   */
  public static final Metric MEAN_AVERAGE_PRECISION = new Metric("map", true, 0, 1, Shown.NUMBER);

  /**
   * What training makes small: of a classification the mean cross-entropy in nats, by label where
   * there are several; of a regression the mean squared error in units of the variance of the
   * training values, or the Huber loss of such errors.
   */
  public static final Metric LOSS =
      new Metric("loss", false, 0, Double.POSITIVE_INFINITY, Shown.NUMBER);

  /**
   * Mean of the last training losses of a network that is trained alone. It tells early which will
   * be better in the end: Ru, Lyle, Schut, Fil, van der Wilk, Gal: Speedy Performance Estimation
   * for Neural Architecture Search, NeurIPS 2021.
   */
  public static final Metric TRAINING_LOSS =
      new Metric("training_loss", false, 0, Double.POSITIVE_INFINITY, Shown.NUMBER);

  /** After how many epochs a training alone that stops early had its weights. */
  public static final Metric BEST_EPOCH =
      new Metric("best_epoch", false, 0, Double.POSITIVE_INFINITY, Shown.NUMBER);

  /** Share of the variance of values that is explained: 1 at best, 0 of their mean. */
  public static final Metric R2 = new Metric("r2", true, Double.NEGATIVE_INFINITY, 1, Shown.NUMBER);

  /** Root of the mean squared error, in the unit of the values. */
  public static final Metric RMSE =
      new Metric("rmse", false, 0, Double.POSITIVE_INFINITY, Shown.NUMBER);

  /** Those of the library that are shares of examples. */
  private static final List<Metric> SHARES = ImmutableList.of(ACCURACY, BALANCED_ACCURACY);

  /** Of a classification, what counts first at the head. */
  public static final List<Metric> OF_CLASSIFICATION = ImmutableList.of(ACCURACY, LOSS);

  /** Of sets of labels, what counts first at the head. */
  public static final List<Metric> OF_MULTILABEL =
      ImmutableList.of(MEAN_AVERAGE_PRECISION, MACRO_F1, MICRO_F1, LOSS);

  /** Of a regression, what counts first at the head. */
  public static final List<Metric> OF_REGRESSION = ImmutableList.of(R2, RMSE, LOSS);

  public Metric {
    checkName(name);
    if (!(least < most)) {
      throw new SupernetException(
          Kind.USAGE, Text.of("Metric '%s' lies in %s to %s; give a range.", name, least, most));
    }
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' is no name of a metric; take lower-case letters, digits and underscores, and none of %s.",
              name, String.join(", ", RESERVED)));
    }
  }

  /**
   * Refuses what is no value of this metric.
   *
   * @return {@code value}
   * @throws IllegalArgumentException if it is out of range or not a number
   */
  public double check(double value) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          Text.of("The metric '%s' lies in %s to %s, this one is %s.", name, least, most, value));
    }
    return value;
  }

  /** A value for people. */
  public String text(double value) {
    return shown == Shown.PERCENT ? number(value) + " %" : number(value);
  }

  /** A value for people of a metric of which the name alone is known. */
  @API(status = INTERNAL)
  public static String text(String name, double value) {
    return SHARES.stream()
        .filter(share -> share.name().equals(name))
        .findFirst()
        .orElse(LOSS)
        .text(value);
  }

  /** The same without a unit: a share in percent. */
  @API(status = INTERNAL)
  public String number(double value) {
    String text =
        shown == Shown.PERCENT
            ? Text.of("%.2f", 100 * value)
            : isTiny(value) ? Text.of("%.4g", value) : Text.of("%.3f", value);
    return text.equals("-0.00") || text.equals("-0.000") ? text.substring(1) : text;
  }

  /** Of what has no largest value, three decimals may be none that count. */
  private boolean isTiny(double value) {
    return Double.isInfinite(most) && value != 0 && Math.abs(value) < 0.01;
  }

  /** The difference of two values for people: that of shares in points. */
  @API(status = INTERNAL)
  public String distance(double difference) {
    return shown == Shown.PERCENT ? number(difference) + " points" : number(difference);
  }

  /** What a difference is in: points of a share, else the metric itself. */
  @API(status = INTERNAL)
  public String unitOfDistance() {
    return shown == Shown.PERCENT ? "points" : name;
  }

  /** Where those are that are worse than the best: below it, or above. */
  @API(status = INTERNAL)
  public String worse() {
    return higherIsBetter ? "below" : "above";
  }

  /** The value with the sign that makes more better. */
  @API(status = INTERNAL)
  public double score(double value) {
    return higherIsBetter ? value : -value;
  }

  /** The value with the sign that makes less better; infinite where an evaluation has none. */
  public double cost(Evaluation evaluation) {
    Double value = evaluation.metrics().get(name);
    if (value == null) {
      return Double.POSITIVE_INFINITY;
    }
    return -score(value);
  }

  /** Best first: those that did not fail, by the first of some metrics, then by the next ones. */
  public static Comparator<Evaluation> bestFirst(List<Metric> metrics) {
    Comparator<Evaluation> order = Comparator.comparing(Evaluation::failed);
    for (Metric metric : metrics) {
      order = order.thenComparingDouble(metric::cost);
    }
    return order;
  }
}
