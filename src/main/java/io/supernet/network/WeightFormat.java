package io.supernet.network;

import java.util.Locale;

/**
 * How an exported model stores its kernels: those of convolutions and of dense layers. It computes
 * in float32 whatever they are stored in, and all other weights are float32.
 *
 * @since 0.2
 */
public enum WeightFormat {
  /** Four bytes a number, as trained. */
  FLOAT32,
  /** Two bytes: float32 without the last 16 bits, rounded to nearest. */
  BFLOAT16,
  /** One byte: steps from -127 to 127, whose size is that of the output channel. */
  INT8;

  /** As users write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
