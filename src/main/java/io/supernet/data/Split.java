package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;

/**
 * Three data sets of the same type, shape and classes.
 *
 * @param train what weights are trained on
 * @param validation what a search compares architectures on
 * @param test what the winners are reported on, never used to choose anything
 * @since 0.1
 */
public record Split(DataSet train, DataSet validation, DataSet test) {

  /** Checks that the three fit each other. */
  public Split {
    checkAlike(train, validation, "validation");
    checkAlike(train, test, "test");
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
        "%s %s of classes %s", data.elementType(), data.exampleShape(), data.classNames());
  }
}
