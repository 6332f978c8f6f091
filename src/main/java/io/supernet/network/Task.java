package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a network is for: predicting something of examples of one shape.
 *
 * @param inputShape shape of one example without the batch: {@code [height, width, channels]} or
 *     {@code [features]}; at most 2^24 values in all
 * @param categories of each feature, how many categories it numbers, from 0, which is an unknown
 *     one; 0 of a feature that is a number; empty if all are
 * @param prediction of what, with its loss, its metrics, and what an exported model says
 * @since 0.1
 */
public record Task(List<Long> inputShape, List<Integer> categories, Prediction prediction) {

  /** Keeps the costs of the spaces that come along far below what a long can hold. */
  private static final long MOST_VALUES = 1 << 24;

  public Task {
    inputShape = ImmutableList.copyOf(inputShape);
    if ((inputShape.size() != 1 && inputShape.size() != 3)
        || inputShape.stream().anyMatch(d -> d < 1)) {
      throw new SupernetException(
          Kind.USAGE,
          "The shape "
              + inputShape
              + " is not one of examples: give [height, width, channels] or [features].");
    }
    long values = inputShape.stream().reduce(1L, LongMath::saturatedMultiply);
    if (values > MOST_VALUES) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "An example of shape %s has more than %s values; give smaller sizes.",
              inputShape, MOST_VALUES));
    }
    categories = ImmutableList.copyOf(categories);
    boolean each = inputShape.size() == 1 && inputShape.get(0) == categories.size();
    if ((!categories.isEmpty() && !each)
        || categories.stream().anyMatch(count -> count < 0 || count == 1 || count > MOST_VALUES)
        || categories.stream().mapToLong(count -> count).sum() > MOST_VALUES) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The categories %s are not those of examples of shape %s; give for each feature 0, or how many it numbers, 2 or more.",
              categories, inputShape));
    }
  }

  /** What is predicted of examples without categories. */
  public Task(List<Long> inputShape, Prediction prediction) {
    this(inputShape, List.of(), prediction);
  }

  /**
   * Classification of examples.
   *
   * @param classes at least 2
   */
  public Task(List<Long> inputShape, int classes) {
    this(inputShape, Prediction.classification(classes));
  }

  /** What a data set is for. */
  @API(status = INTERNAL)
  public static Task of(DataSet data) {
    return of(data, DataOptions.DEFAULT);
  }

  /**
   * What a data set is for, with the metric, the weights and the loss that a user wants.
   *
   * @throws SupernetException if its labels are of another kind than the user says
   */
  @API(status = INTERNAL)
  public static Task of(DataSet data, DataOptions wanted) {
    TaskKind kind = TaskKind.of(data);
    if (wanted.task() != null && wanted.task() != kind) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Data set '%s' is labeled for the task %s, not for %s; leave the task away.",
              data.name(), kind.text(), wanted.task().text()));
    }
    return new Task(
        data.exampleShape(), data.categories(), Aim.of(wanted).prediction(kind, data.classes()));
  }

  /** Whether it predicts a number as it comes along. */
  @API(status = INTERNAL)
  public boolean isRegression() {
    return prediction instanceof Regression;
  }

  /** Whether it predicts a set of labels as it comes along. */
  @API(status = INTERNAL)
  public boolean isMultilabel() {
    return prediction instanceof Multilabel;
  }

  /** The bound of the Huber loss; 0 if errors are squared, or no number is predicted. */
  @API(status = INTERNAL)
  public double huber() {
    return prediction instanceof Regression regression ? regression.huber() : 0;
  }

  /** Whether classes count alike in training. */
  @API(status = INTERNAL)
  public boolean isWeighted() {
    return prediction instanceof Classification classification && classification.weighted();
  }

  /**
   * How many numbers the network gives for each example: one for each class in a classification,
   * and for each label where an example has a set of them.
   *
   * @since 0.2
   */
  public int outputs() {
    return prediction.form().outputs();
  }

  /**
   * The number of classes.
   *
   * @throws SupernetException if the task is no classification
   */
  public int classes() {
    if (prediction instanceof Classification classification) {
      return classification.classes();
    }
    throw new SupernetException(
        Kind.USAGE,
        Text.of(
            "The task is a %s and has no classes; let the network end with task().outputs() numbers.",
            prediction.form().name()));
  }

  /**
   * What evaluations hold, in this order; searches want the best of the first.
   *
   * @since 0.2
   */
  public List<Metric> metrics() {
    return prediction.form().metrics();
  }

  /** What decides which of two is better: the first metric. */
  @API(status = INTERNAL)
  public Metric metric() {
    return metrics().get(0);
  }

  /**
   * The metric that columns of a table hold: the one whose name a single column has, else the
   * first. Several columns are the seeds of one truth.
   */
  @API(status = INTERNAL)
  public Metric metric(List<String> columns) {
    return metrics().stream()
        .filter(metric -> columns.equals(List.of(metric.name())))
        .findFirst()
        .orElseGet(this::metric);
  }

  /**
   * Refuses what only images can be.
   *
   * @param done what is done to the images
   * @param option of a user that asks for it
   */
  public void requireImages(String done, String option) {
    if (inputShape.size() != 3) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Only images can be %s, the examples have the shape %s; leave %s away.",
              done, inputShape, option));
    }
  }

  /** Classification of images [height, width, channels]. */
  public static Task images(long height, long width, long channels, int classes) {
    return new Task(List.of(height, width, channels), classes);
  }

  /** Classification of rows of numbers. */
  public static Task table(long features, int classes) {
    return new Task(List.of(features), classes);
  }

  /**
   * Regression from rows of numbers.
   *
   * @since 0.2
   */
  public static Task regression(long features) {
    return new Task(List.of(features), Prediction.regression());
  }

  /**
   * Sets of labels of rows of numbers.
   *
   * @since 0.2
   */
  public static Task multilabel(long features, int labels) {
    return new Task(List.of(features), Prediction.multilabel(labels));
  }
}
