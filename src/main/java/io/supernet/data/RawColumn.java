package io.supernet.data;

import java.nio.FloatBuffer;

/** The cells of a column in memory, as they were read. */
sealed interface RawColumn permits RawNumbers, RawTexts {

  /** Writes the numbers that the cell of a row becomes. */
  @FunctionalInterface
  interface Encoder {
    void put(int row, FloatBuffer out);
  }

  /** Of the column. */
  String name();

  /** What cells become, as those of the training rows say. */
  TableColumn fit(int[] train);

  /** Turns cells into numbers as it was fitted. */
  Encoder encoder(TableColumn fitted);
}
