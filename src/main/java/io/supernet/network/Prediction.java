package io.supernet.network;

import com.google.common.collect.ImmutableList;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.List;

/**
 * What a network says of an example: its class, or whatever else its labels are. Two of the same
 * kind are equal.
 *
 * @since 0.2
 */
public interface Prediction {

  /** What it is, known without data. */
  Form form();

  /** Whether the labels of a data set are what it predicts. */
  boolean fits(DataSet data);

  /**
   * The end of the graphs of a network.
   *
   * @param train the training examples, which it {@link #fits}: from their labels alone comes what
   *     labels are scaled with
   */
  Head head(DataSet train);

  /**
   * One of several classes, by the cross-entropy of a softmax.
   *
   * @param classes at least 2
   */
  static Prediction classification(int classes) {
    return new Classification(classes, Metric.ACCURACY, false);
  }

  /**
   * The same with another aim.
   *
   * @param sought what a search wants the best of: accuracy, balanced accuracy, the mean of F1, the
   *     loss, or, of two classes, the AUC
   * @param weighted whether each class counts as much as any other in training, however few its
   *     examples are
   */
  static Prediction classification(int classes, Metric sought, boolean weighted) {
    return new Classification(classes, sought, weighted);
  }

  /**
   * A set of labels, each had or not whatever the others are, by the mean over labels of the
   * cross-entropy of a sigmoid.
   *
   * @param labels at least 2
   */
  static Prediction multilabel(int labels) {
    return new Multilabel(labels, Metric.MEAN_AVERAGE_PRECISION);
  }

  /**
   * The same with another aim.
   *
   * @param sought what a search wants the best of: the mean average precision, the mean of F1, F1
   *     of all labels, or the loss
   */
  static Prediction multilabel(int labels, Metric sought) {
    return new Multilabel(labels, sought);
  }

  /** A number, by its squared error; scaled while it is learned, in its own unit else. */
  static Prediction regression() {
    return regression(Metric.R2);
  }

  /**
   * The same with another aim.
   *
   * @param sought what a search wants the best of: R2, RMSE or the loss
   */
  static Prediction regression(Metric sought) {
    return new Regression(sought, Regression.SQUARED);
  }

  /**
   * The same by the Huber loss, which outliers move less: half the square of an error up to a
   * bound, from there on as steep as at the bound.
   *
   * @param huber the bound, above 0, in standard deviations of the training values
   */
  static Prediction regression(Metric sought, double huber) {
    return new Regression(sought, huber);
  }

  /**
   * What a prediction is.
   *
   * @param name in messages, such as {@code classification into 10 classes}
   * @param outputs how many numbers a network gives for each example, at least 1
   * @param metrics what evaluations hold, in this order; searches want the best of the first, and
   *     the {@link Metric#LOSS} is one of them
   * @param answers what an exported model gives, the most important first
   * @param guess the loss of one who knows only how often each label is
   */
  record Form(String name, int outputs, List<Metric> metrics, List<Answer> answers, double guess) {
    public Form {
      metrics = ImmutableList.copyOf(metrics);
      answers = ImmutableList.copyOf(answers);
      if (outputs < 1 || answers.isEmpty() || !(guess > 0)) {
        throw new IllegalArgumentException(outputs + " outputs, " + answers + ", guess " + guess);
      }
      if (metrics.isEmpty() || !metrics.contains(Metric.LOSS)) {
        throw new IllegalArgumentException("The loss is not among the metrics " + metrics);
      }
    }
  }

  /**
   * An output of an exported model.
   *
   * @param name in the signature
   * @param type TensorFlow's name of the element type
   * @param shape for one example
   * @param meaning in words
   */
  record Answer(String name, String type, List<Long> shape, String meaning) {
    public Answer {
      shape = ImmutableList.copyOf(shape);
    }
  }
}
