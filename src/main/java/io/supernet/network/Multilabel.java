package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of labels, each had or not whatever the others are, by the mean over labels of the
 * cross-entropy of a sigmoid.
 *
 * @param labels at least 2
 * @param sought what a search wants the best of
 */
record Multilabel(int labels, Metric sought) implements Prediction {

  Multilabel {
    if (labels < 2) {
      throw new SupernetException(
          Kind.USAGE, "A task of several labels needs at least 2, got " + labels + ".");
    }
  }

  @Override
  public Form form() {
    List<Long> each = List.of((long) labels);
    return new Form(
        "multilabel classification by " + labels + " labels",
        labels,
        Stream.concat(Stream.of(sought), Metric.OF_MULTILABEL.stream()).distinct().toList(),
        List.of(
            new Answer("probabilities", "float32", each, "of each label, whatever the others are"),
            new Answer("logits", "float32", each, "before sigmoid")),
        Math.log(2));
  }

  @Override
  public boolean fits(DataSet data) {
    return data.hasSets() && data.classes() == labels;
  }

  @Override
  public Head head(DataSet train) {
    return new MultilabelHead(labels, sought);
  }
}
