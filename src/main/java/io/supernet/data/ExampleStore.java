package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.StorageFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Where examples are put while a data set is read: in memory or in a file. */
@API(status = INTERNAL)
public abstract sealed class ExampleStore implements Closeable {

  /** Data of more bytes stay in a file, and not all of them are read to know them again. */
  static final long LARGE = 1L << 30;

  private final String name;
  private final ExampleReader reader;

  private ExampleStore(String name, ExampleReader reader) {
    this.name = name;
    this.reader = reader;
  }

  /** One in memory, for the examples of a data set of this name. */
  static ExampleStore inMemory(String name, ExampleReader reader) {
    return new Memory(name, reader);
  }

  /**
   * One in a new file.
   *
   * @throws SupernetException of kind STORAGE if it cannot be made
   */
  static ExampleStore inFile(Path file, String name, ExampleReader reader) {
    return new Packed(file, name, reader);
  }

  /** Of one example. */
  final int exampleBytes() {
    return reader.exampleBytes();
  }

  /**
   * Puts an example at its place; threads may do so at once.
   *
   * @param example row-major, floats in native byte order
   * @throws SupernetException if one of them is not finite
   */
  public final void put(int index, byte[] example) {
    if (reader.elementType() == ElementType.FLOAT32) {
      FloatBuffer values = ByteBuffer.wrap(example).order(ByteOrder.nativeOrder()).asFloatBuffer();
      while (values.hasRemaining()) {
        ExampleChecks.checkFinite(name, index, values.get());
      }
    }
    write(index, example);
  }

  abstract void write(int index, byte[] example);

  /** All of them; those that were not put are zeros. To be called once, before the store closes. */
  abstract Examples examples();

  /** What the content of a file of examples is known by. */
  abstract String digest();

  @Override
  public abstract void close();

  /** Maps a file of examples. */
  static Examples map(Path file, int size, int exampleBytes, String digest) {
    int eachPiece = (int) Math.min(size, LARGE / exampleBytes);
    List<ByteBuffer> pieces = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != (long) size * exampleBytes) {
        throw new SupernetException(
            Kind.STORAGE,
            Text.of(
                "File '%s' has %d bytes, and %d examples take %d; delete its folder, and the data are read again.",
                file, channel.size(), size, (long) size * exampleBytes));
      }
      for (int from = 0; from < size; from += eachPiece) {
        long bytes = (long) exampleBytes * Math.min(eachPiece, size - from);
        pieces.add(channel.map(MapMode.READ_ONLY, (long) exampleBytes * from, bytes));
      }
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
    return Examples.mapped(pieces, eachPiece, exampleBytes, size, digest);
  }

  private static final class Memory extends ExampleStore {

    private final int size;
    private final byte[] all;

    Memory(String name, ExampleReader reader) {
      super(name, reader);
      this.size = reader.size();
      this.all = new byte[Math.multiplyExact(size, exampleBytes())];
    }

    @Override
    void write(int index, byte[] example) {
      System.arraycopy(example, 0, all, index * exampleBytes(), exampleBytes());
    }

    @Override
    Examples examples() {
      return Examples.of(ByteBuffer.wrap(all), size);
    }

    @Override
    String digest() {
      return Hashing.sha256().hashBytes(all).toString();
    }

    @Override
    public void close() {}
  }

  private static final class Packed extends ExampleStore {

    private final Path file;
    private final FileChannel channel;
    private final long[] digests;

    Packed(Path file, String name, ExampleReader reader) {
      super(name, reader);
      this.file = file;
      this.digests = new long[reader.size()];
      try {
        this.channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Whole from the start: also what is never put can be mapped.
        channel.write(ByteBuffer.allocate(1), (long) digests.length * exampleBytes() - 1);
      } catch (IOException e) {
        throw StorageFailures.of(file, e);
      }
    }

    @Override
    void write(int index, byte[] example) {
      digests[index] = Hashing.sha256().hashBytes(example).asLong();
      try {
        ByteBuffer bytes = ByteBuffer.wrap(example);
        for (long at = (long) index * exampleBytes(); bytes.hasRemaining(); ) {
          at += channel.write(bytes, at);
        }
      } catch (IOException e) {
        throw StorageFailures.of(file, e);
      }
    }

    @Override
    Examples examples() {
      return map(file, digests.length, exampleBytes(), digest());
    }

    @Override
    String digest() {
      Hasher hasher = Hashing.sha256().newHasher();
      for (long digest : digests) {
        hasher.putLong(digest);
      }
      return hasher.hash().toString();
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw StorageFailures.of(file, e);
      }
    }
  }
}
