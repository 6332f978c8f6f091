package io.supernet.network;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;

/**
 * What a network is for: classifying examples of one shape.
 *
 * @param inputShape shape of one example without the batch: {@code [height, width, channels]} or
 *     {@code [features]}; at most 2^24 values in all
 * @param classes number of classes, at least 2
 * @since 0.1
 */
public record Task(List<Long> inputShape, int classes) {

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
          "An example of shape "
              + inputShape
              + " has more than "
              + MOST_VALUES
              + " values; give smaller sizes.");
    }
    if (classes < 2) {
      throw new SupernetException(
          Kind.USAGE, "A classification needs at least 2 classes, got " + classes + ".");
    }
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
}
