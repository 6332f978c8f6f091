package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.ClassExamples;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of several classes, by the cross-entropy of a softmax.
 *
 * @param sought what a search wants the best of
 * @param weighted whether examples of a class count in training by how few they are
 */
record Classification(int classes, Metric sought, boolean weighted) implements Prediction {

  /** What may be sought. */
  static final List<Metric> METRICS =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1, Metric.AUC, Metric.LOSS);

  Classification {
    if (classes < 2) {
      throw new SupernetException(
          Kind.USAGE, "A classification needs at least 2 classes, got " + classes + ".");
    }
    if (sought.equals(Metric.AUC) && classes > 2) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The metric 'auc' is of 2 classes, and there are %d; take balanced_accuracy or macro_f1.",
              classes));
    }
  }

  @Override
  public Form form() {
    List<Long> each = List.of((long) classes);
    return new Form(
        "classification into " + classes + " classes",
        classes,
        Stream.concat(Stream.of(sought), Metric.OF_CLASSIFICATION.stream()).distinct().toList(),
        List.of(
            new Answer("probabilities", "float32", each, "of each class, sum 1"),
            new Answer("logits", "float32", each, "before softmax"),
            new Answer("class", "int64", List.of(), "index of the most probable class")),
        Math.log(classes));
  }

  @Override
  public boolean fits(DataSet data) {
    return data.classes() == classes && !data.hasSets();
  }

  @Override
  public Head head(DataSet train) {
    return new ClassificationHead(classes, sought, weighted ? weights(train) : List.of());
  }

  /**
   * Of each class: their mean over the training examples is 1, and their sums over classes are
   * alike.
   */
  private List<Float> weights(DataSet train) {
    return ClassExamples.of(train).counts().stream()
        .map(count -> count == 0 ? 0 : (float) train.size() / ((float) classes * count))
        .toList();
  }
}
