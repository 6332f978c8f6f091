package io.supernet.supernet;

/**
 * A part of the data, kept apart: weights learn from the first, choices are made on the second, the
 * third gives the last word.
 *
 * @since 0.1
 */
public enum Part {
  TRAIN,
  VALIDATION,
  TEST
}
