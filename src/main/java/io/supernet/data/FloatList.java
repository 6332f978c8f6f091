package io.supernet.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Floats whose number is not known beforehand; grows without copying what is there. */
final class FloatList {

  private static final int CHUNK = 1 << 16;

  private final List<float[]> full = new ArrayList<>();
  private float[] chunk = new float[CHUNK];
  private int used;

  void add(float value) {
    if (used == CHUNK) {
      full.add(chunk);
      chunk = new float[CHUNK];
      used = 0;
    }
    chunk[used++] = value;
  }

  /** What the values take, in bytes. */
  long bytesUsed() {
    return Float.BYTES * ((long) CHUNK * full.size() + used);
  }

  /** A copy of all of them, in native byte order. */
  ByteBuffer bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(bytesUsed())).order(ByteOrder.nativeOrder());
    var floats = bytes.asFloatBuffer();
    full.forEach(floats::put);
    floats.put(chunk, 0, used);
    return bytes;
  }
}
