package io.supernet.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An append-only file of records, one a line. What {@code append} returned from is on disk; what it
 * was writing when the process died is dropped at the next open. One writer at a time (the lock of
 * the {@link RunFolder}), any number of readers.
 *
 * @param <T> a class that Gson can write and read: records of numbers, strings and lists
 */
public final class Journal<T> implements AutoCloseable {

  private final Path file;
  private FileChannel channel;
  private final List<T> records;
  private long length;

  private Journal(Path file, FileChannel channel, JournalFormat.Content<T> content) {
    this.file = file;
    this.channel = channel;
    this.records = new ArrayList<>(content.records());
    this.length = content.length();
  }

  /**
   * Opens the journal for appending, makes it if there is none, and cuts off a torn end.
   *
   * @throws io.supernet.SupernetException of kind {@code RUN}, and nothing is cut, if the file does
   *     not begin as a journal, is a link, or is damaged before its end
   */
  public static <T> Journal<T> open(Path file, Class<T> type) {
    var content = JournalFormat.parse(file, bytes(file), type);
    try {
      Uninterrupted.run(() -> cut(file, content.length()));
      return new Journal<>(file, open(file), content);
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }

  /**
   * The records so far, without touching the file; another process may be writing to it. None if
   * there is no such file yet.
   */
  public static <T> List<T> read(Path file, Class<T> type) {
    return List.copyOf(JournalFormat.parse(file, bytes(file), type).records());
  }

  /** Appends one record; on return it is on disk. */
  public void append(T record) {
    appendAll(List.of(record));
  }

  /**
   * Appends records in order; on return all are on disk. If the disk is full, none is in the
   * journal and it may be tried again.
   */
  public synchronized void appendAll(List<T> more) {
    if (more.isEmpty()) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    more.forEach(record -> lines.writeBytes(JournalFormat.line(record)));
    try {
      Uninterrupted.run(() -> write(lines.toByteArray()));
    } catch (IOException e) {
      cutOff(e);
      throw StorageFailures.of(file, e);
    }
    length += lines.size();
    records.addAll(more);
  }

  /** Takes back all records but the first so many; on return they are gone from the disk. */
  public synchronized void cut(int count) {
    if (count == records.size()) {
      return;
    }
    byte[] bytes = bytes(file);
    int end = 0;
    for (int lines = 0; lines < count; end++) {
      lines += bytes[end] == '\n' ? 1 : 0;
    }
    long kept = end;
    try {
      Uninterrupted.run(() -> cut(file, kept));
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
    length = kept;
    records.subList(count, records.size()).clear();
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = open(file)) {
      channel.truncate(length);
      channel.force(true);
    }
    AtomicFiles.force(AtomicFiles.parent(file));
  }

  private void write(byte[] lines) throws IOException {
    try {
      AtomicFiles.writeFully(channel, lines, length);
      channel.force(false);
    } catch (ClosedByInterruptException e) {
      channel = open(file);
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** All records, in the order in which they were appended. */
  public synchronized List<T> records() {
    return List.copyOf(records);
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }

  /** Else half a record would stay between the good ones once there is space again. */
  private void cutOff(IOException reason) {
    try {
      Uninterrupted.run(() -> channel.truncate(length));
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      OwnFiles.requirePlain(file);
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }
}
