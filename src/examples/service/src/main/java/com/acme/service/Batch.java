package com.acme.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Examples as an engine takes them.
 *
 * @param values of all examples, one after another: a direct buffer in native byte order
 * @param examples how many
 */
record Batch(ByteBuffer values, int examples) {

  /** Room for so many. */
  static Batch of(ModelInfo info, int examples) {
    ByteBuffer values = ByteBuffer.allocateDirect(info.bytes(examples));
    return new Batch(values.order(ByteOrder.nativeOrder()), examples);
  }

  /** The same, from its beginning. */
  Batch ready() {
    values.rewind();
    return this;
  }
}
