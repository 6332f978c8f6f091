package io.supernet.supernet;

import io.supernet.data.DataSet;
import io.supernet.data.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Batches of examples that stay on disk. One that is known beforehand is read while the step before
 * it runs; the one that was read last is kept, as several paths may learn from it.
 */
final class StreamedBatches {

  private final List<DataSet> parts;
  private final int exampleBytes;
  private @Nullable Batch current;
  private @Nullable Batch next;

  /** Rows, and their examples as soon as they are read. */
  private static final class Batch {
    final int[] rows;
    final CompletableFuture<byte[]> examples;

    Batch(int[] rows, CompletableFuture<byte[]> examples) {
      this.rows = rows;
      this.examples = examples;
    }

    boolean isOf(int[] wanted) {
      return Arrays.equals(rows, wanted);
    }
  }

  StreamedBatches(Split split) {
    this.parts = SplitTensors.parts(split);
    this.exampleBytes = Math.toIntExact(split.train().bytes() / split.train().size());
  }

  /**
   * Begins to read a batch.
   *
   * @param rows numbers of examples, those of all parts one after another
   */
  synchronized void prepare(int[] rows) {
    int[] own = rows.clone();
    next = new Batch(own, CompletableFuture.supplyAsync(() -> read(own)));
  }

  /** The examples of a batch, one after another, floats in native byte order; nobody changes it. */
  byte[] examples(int[] rows) {
    CompletableFuture<byte[]> prepared = prepared(rows);
    return prepared == null ? read(rows) : prepared.join();
  }

  private synchronized @Nullable CompletableFuture<byte[]> prepared(int[] rows) {
    if (next != null && next.isOf(rows)) {
      current = next;
      next = null;
    }
    return current != null && current.isOf(rows) ? current.examples : null;
  }

  private byte[] read(int[] rows) {
    ByteBuffer batch = ByteBuffer.allocate(Math.multiplyExact(rows.length, exampleBytes));
    for (int row : rows) {
      int index = row;
      int part = 0;
      while (index >= parts.get(part).size()) {
        index -= parts.get(part).size();
        part++;
      }
      parts.get(part).read(index, batch);
    }
    return batch.array();
  }
}
