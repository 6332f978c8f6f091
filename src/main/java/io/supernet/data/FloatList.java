package io.supernet.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Floats whose number is not known beforehand; grows without copying what is there. */
final class FloatList {

  private static final int FIRST_CHUNK = 1 << 8;
  private static final int LARGEST_CHUNK = 1 << 16;

  private final List<float[]> full = new ArrayList<>();
  private float[] chunk = new float[FIRST_CHUNK];
  private int used;
  private int inFull;

  void add(float value) {
    if (used == chunk.length) {
      full.add(chunk);
      inFull += used;
      chunk = new float[Math.min(LARGEST_CHUNK, 2 * used)];
      used = 0;
    }
    chunk[used++] = value;
  }

  /** What the values take, in bytes. */
  long bytesUsed() {
    return Float.BYTES * ((long) inFull + used);
  }

  /** A copy of all of them. */
  float[] array() {
    FloatBuffer all = FloatBuffer.allocate(inFull + used);
    full.forEach(all::put);
    return all.put(chunk, 0, used).array();
  }
}
