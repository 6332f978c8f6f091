package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.Text;
import org.apiguardian.api.API;

/**
 * Three data sets of the same type, shape and labels.
 *
 * @param train what weights are trained on
 * @param validation what a search compares architectures on
 * @param test what the winners are reported on, never used to choose anything
 * @since 0.1
 */
public record Split(DataSet train, DataSet validation, DataSet test) {

  /** Two are the fifth part of them. */
  private static final int FEWEST_VALUES = 10;

  /** Checks that the three fit each other. */
  public Split {
    checkAlike(train, validation, "validation");
    checkAlike(train, test, "test");
  }

  /**
   * Splits a data set at random, so that each class is in each part if it has classes: 60 %
   * training, 20 % validation, 20 % test.
   *
   * @param streams where the split comes from: the same seed gives the same split
   * @throws SupernetException of kind DATA if a class has too few examples
   */
  public static Split of(DataSet data, RandomStreams streams) {
    Split split = DataSets.shares(data, streams.stream("split", 0));
    split.refuseConstant();
    return split;
  }

  /**
   * Refuses training examples that all have the same label, and sets of labels one of which a part
   * lacks.
   */
  @API(status = INTERNAL)
  public void refuseConstant() {
    if (train.hasSets()) {
      LabelSets.refuseAbsent(this);
    } else if (train.hasValues()) {
      LabelScale unused = LabelScale.of(train);
      refuseFew();
    } else {
      ClassExamples.refuseOne(train);
      ClassExamples.refuseAbsent(this);
    }
  }

  /** Of one value nothing is explained, whatever is predicted. */
  private void refuseFew() {
    if (validation.size() < 2 || test.size() < 2) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Data set '%s' has %d training, %d validation and %d test examples; a regression needs at least 2 of each part, so give at least %d in all.",
              train.name(), train.size(), validation.size(), test.size(), FEWEST_VALUES));
    }
  }

  private static void checkAlike(DataSet train, DataSet other, String part) {
    if (!signature(train).equals(signature(other))) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The %s part of data set '%s' holds %s, its training part %s; take both from the "
                  + "same source.",
              part, other.name(), signature(other), signature(train)));
    }
  }

  private static String signature(DataSet data) {
    return Text.of(
        "%s%s %s of %s",
        data.isScaled() ? "" : "unscaled ",
        data.elementType(),
        data.exampleShape(),
        data.labeling());
  }
}
