package io.supernet.data;

/**
 * How the values of an example are stored.
 *
 * @since 0.1
 */
public enum ElementType {
  /** Unsigned bytes, 0 to 255; they count as value / 255. */
  UINT8(1),
  /** IEEE 754 floats, taken as they are. */
  FLOAT32(4);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one value, in bytes. */
  public int bytes() {
    return bytes;
  }
}
