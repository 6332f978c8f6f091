package io.supernet.data;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.text.MemoryLimit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a data set by number: in memory, or in a file that is mapped into it, so that
 * they may take more than this machine has. Nobody changes them, and several threads may read.
 */
final class Examples {

  /** Each but the last holds as many whole examples as any other. */
  private final List<ByteBuffer> pieces;

  private final int eachPiece;
  private final int exampleBytes;
  private final int size;

  /** Where they stand in the pieces; null for all in their order. */
  private final int @Nullable [] places;

  /** What the content of the file is known by; null if they are in memory. */
  private final @Nullable String digest;

  private Examples(
      List<ByteBuffer> pieces,
      int eachPiece,
      int exampleBytes,
      int size,
      int @Nullable [] places,
      @Nullable String digest) {
    this.pieces = pieces;
    this.eachPiece = eachPiece;
    this.exampleBytes = exampleBytes;
    this.size = size;
    this.places = places;
    this.digest = digest;
  }

  /** Those in a buffer, one after another; it is kept. */
  static Examples of(ByteBuffer bytes, int size) {
    return new Examples(
        ImmutableList.of(bytes.slice()), size, bytes.remaining() / size, size, null, null);
  }

  /**
   * Those in a file.
   *
   * @param pieces of it, mapped
   * @param eachPiece how many examples each of them but the last holds
   * @param digest of the content of all
   */
  static Examples mapped(
      List<ByteBuffer> pieces, int eachPiece, int exampleBytes, int size, String digest) {
    return new Examples(ImmutableList.copyOf(pieces), eachPiece, exampleBytes, size, null, digest);
  }

  int size() {
    return size;
  }

  /** Whether they are read from a file when they are needed. */
  boolean areStreamed() {
    return digest != null;
  }

  /** Of one. */
  int exampleBytes() {
    return exampleBytes;
  }

  /** Of all. */
  long bytes() {
    return (long) exampleBytes * size;
  }

  /** Puts one behind what is in a buffer. */
  void read(int index, ByteBuffer into) {
    int place = places == null ? index : places[Preconditions.checkElementIndex(index, size)];
    ByteBuffer piece = pieces.get(place / eachPiece);
    into.put(piece.slice(place % eachPiece * exampleBytes, exampleBytes));
  }

  /** Those at these indices, in their order; nothing is copied. */
  Examples subset(int[] indices) {
    int[] some = indices.clone();
    for (int i = 0; i < some.length; i++) {
      Preconditions.checkElementIndex(some[i], size);
      some[i] = places == null ? some[i] : places[some[i]];
    }
    return new Examples(pieces, eachPiece, exampleBytes, some.length, some, digest);
  }

  /** Some that follow one another, in native byte order; read-only. */
  ByteBuffer range(int from, int to) {
    Preconditions.checkPositionIndexes(from, to, size);
    if (places == null && pieces.size() == 1) {
      return pieces
          .get(0)
          .slice(from * exampleBytes, (to - from) * exampleBytes)
          .asReadOnlyBuffer()
          .order(ByteOrder.nativeOrder());
    }
    long bytes = (long) (to - from) * exampleBytes;
    if (bytes > MemoryLimit.ARRAY) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "%,d bytes of examples are more than one buffer holds; read some of them.", bytes));
    }
    ByteBuffer copy = ByteBuffer.allocate((int) bytes).order(ByteOrder.nativeOrder());
    for (int i = from; i < to; i++) {
      read(i, copy);
    }
    return copy.flip().asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  }

  /**
   * Puts them into a fingerprint: their bytes, or, of more than {@link ExampleStore#LARGE} in a
   * file, what its content is known by and their places.
   */
  void addTo(Hasher hasher) {
    if (digest != null && bytes() > ExampleStore.LARGE) {
      hasher.putUnencodedChars(digest);
      for (int i = 0; i < size; i++) {
        hasher.putInt(places == null ? i : places[i]);
      }
      return;
    }
    ByteBuffer one = ByteBuffer.allocate(exampleBytes);
    for (int i = 0; i < size; i++) {
      read(i, one.clear());
      hasher.putBytes(one.flip());
    }
  }
}
