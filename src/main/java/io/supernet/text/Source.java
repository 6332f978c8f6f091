package io.supernet.text;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.io.CountingInputStream;
import com.google.common.math.LongMath;
import com.google.common.primitives.Bytes;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a file while it is read, unpacked. Who reads says with {@link #keep} what memory
 * that takes, so that a file too large is refused early: before the memory is used, and as soon as
 * the part that was read shows what the whole would take.
 */
public final class Source {

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int CHUNK = 1 << 16;

  /** Two, and as many once more: a text that grows is copied into one twice as long. */
  private static final int BYTES_A_CHARACTER = 2 * Character.BYTES;

  /** Before so much was unpacked, or of a file that is not twice too large, nothing is foretold. */
  private static final long FORETOLD_FROM = 1 << 20;

  private static final int MARGIN = 2;

  /** The best that deflate can do. */
  private static final int MOST_PACKED = 1032;

  private final String name;
  private final MemoryLimit limit;
  private final long size;
  private final CountingInputStream packed;
  private final CountingInputStream in;

  /**
   * A source.
   *
   * @param size of the file as it is stored, in bytes; 0 if that is not known, as of a pipe
   * @param packed counts the bytes as they are stored
   * @param in unpacks them
   */
  Source(String name, MemoryLimit limit, long size, CountingInputStream packed, InputStream in) {
    this.name = name;
    this.limit = limit;
    this.size = size;
    this.packed = packed;
    this.in = new CountingInputStream(in);
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** Its bytes, unpacked. */
  public InputStream in() {
    return in;
  }

  /**
   * The most bytes that it can have, unpacked: a byte of gzip holds {@value #MOST_PACKED} at best.
   */
  public long most() {
    return size == 0 ? Long.MAX_VALUE : LongMath.saturatedMultiply(size, MOST_PACKED);
  }

  /** Its text, which has to be UTF-8; a byte order mark at the beginning is no part of it. */
  public Reader reader() throws IOException {
    Reader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** All of its text, as {@link #reader} gives it. */
  public String text() throws IOException {
    StringBuilder text = new StringBuilder();
    Reader reader = reader();
    char[] chunk = new char[CHUNK];
    for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
      keep(BYTES_A_CHARACTER * ((long) text.length() + read));
      text.append(chunk, 0, read);
    }
    return text.toString();
  }

  /** All of its bytes. */
  public byte[] bytes() throws IOException {
    return bytes(1);
  }

  /**
   * All of its bytes, where this is one of several files of about one size.
   *
   * @param files how many, all of which are held at once
   * @throws SupernetException if all of them do not fit
   */
  public byte[] bytes(int files) throws IOException {
    announce(size, files);
    List<byte[]> chunks = new ArrayList<>();
    long read = 0;
    for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
      read += chunk.length;
      keep(read, files);
      chunks.add(chunk);
    }
    return Bytes.concat(chunks.toArray(byte[][]::new));
  }

  /**
   * Refuses what does not fit.
   *
   * @param memory what all that was read so far takes, in bytes
   * @throws SupernetException if that, or the whole file at this rate, is beyond the limit
   */
  public void keep(long memory) {
    keep(memory, 1);
  }

  private void keep(long memory, int files) {
    double whole = memory * Math.max(1, (double) size / Math.max(1, packed.getCount()));
    boolean foretold =
        in.getCount() >= FORETOLD_FROM && files * whole > MARGIN * (double) limit.bytes();
    if (files * memory > limit.bytes() || foretold) {
      throw tooLarge(whole, files);
    }
  }

  /**
   * Refuses what does not fit.
   *
   * @param memory what the whole file will take, as it says itself, in bytes
   * @throws SupernetException if that is beyond the limit
   */
  public void announce(long memory) {
    announce(memory, 1);
  }

  private void announce(long memory, int files) {
    if (files * memory > limit.bytes()) {
      throw tooLarge((double) memory, files);
    }
  }

  private SupernetException tooLarge(double whole, int files) {
    return new SupernetException(
        DATA,
        Text.of(
            "File %s%s takes about %s of memory%s (%s of it were read), where %s are free for it; %s.",
            name,
            size == 0 ? "" : " of " + MemoryLimit.text((double) size),
            MemoryLimit.text(whole),
            files == 1 ? "" : Text.of(", and so does each of the %d files of its kind", files),
            MemoryLimit.text((double) in.getCount()),
            MemoryLimit.text((double) limit.bytes()),
            MemoryLimit.remedy(files * whole)));
  }
}
