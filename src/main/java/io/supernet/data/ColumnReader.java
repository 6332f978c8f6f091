package io.supernet.data;

import com.google.common.primitives.ImmutableIntArray;

/**
 * A column while it is read.
 *
 * @param <T> what becomes of it
 */
interface ColumnReader<T> {

  /** Takes the cell of the next row. */
  void add(String cell, long line);

  /** What it takes, in bytes. */
  long bytesUsed();

  /**
   * All of it.
   *
   * @param lines of the rows, for messages
   */
  T read(ImmutableIntArray lines);
}
