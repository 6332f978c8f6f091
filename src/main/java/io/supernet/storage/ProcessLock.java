package io.supernet.storage;

import com.google.common.io.Closer;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** A locked file; the operating system frees it when the process ends, however it ends. */
public final class ProcessLock implements AutoCloseable {

  /**
   * With the path: a system property of this JVM while it has the file locked. POSIX drops all of a
   * process's locks on a file as soon as the process closes any descriptor of it, so a second
   * attempt must fail before it opens the file, also one by another loader's copy of this class.
   */
  private static final String HELD_HERE = "supernet.locked:";

  private final Path file;
  private final Path key;
  private final FileChannel channel;
  private final boolean isNew;

  /** All that is open on the file as long as the lock is held, see {@link #HELD_HERE}. */
  private final Closer open = Closer.create();

  private boolean released;

  private ProcessLock(Path file, Path key, FileChannel channel, boolean isNew) {
    this.file = file;
    this.key = key;
    this.channel = open.register(channel);
    this.isNew = isNew;
  }

  /**
   * Locks a file, which is made where it is missing.
   *
   * @return empty if it is locked already, by this process or another
   */
  public static Optional<ProcessLock> acquire(Path file) {
    Path key;
    try {
      key = AtomicFiles.parent(file).toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
    if (System.getProperties().putIfAbsent(HELD_HERE + key, "") != null) {
      return Optional.empty();
    }
    FileChannel channel = null;
    try {
      boolean isNew = make(file);
      channel = open(file);
      return Optional.ofNullable(channel).map(locked -> new ProcessLock(file, key, locked, isNew));
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    } finally {
      if (channel == null) {
        System.clearProperty(HELD_HERE + key);
      }
    }
  }

  /** Makes the file, unless it is there; of two processes that try only one does. */
  private static boolean make(Path file) throws IOException {
    try {
      Files.createFile(file);
      return true;
    } catch (FileAlreadyExistsException e) {
      OwnFiles.requirePlain(file);
      return false;
    }
  }

  /** The locked channel; null if another process has the lock. */
  private static FileChannel open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? channel : null;
  }

  /** Whether the file was made when it was locked, and not there before. */
  public boolean isNew() {
    return isNew;
  }

  /**
   * Whether the file of this name is still the one that is locked: who had the lock before may have
   * deleted it meanwhile, and a third process may have made its own. If not, or if an interrupt has
   * taken the lock away, there is nothing left but to close this one.
   */
  boolean isCurrent() {
    byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    try {
      Uninterrupted.run(
          () -> {
            if (channel.isOpen()) {
              channel.write(ByteBuffer.wrap(mark), 0);
            }
          });
      return channel.isOpen() && Arrays.equals(mark, read(mark.length));
    } catch (IOException e) {
      if (Files.notExists(file)) {
        return false;
      }
      throw StorageFailures.of(file, e);
    }
  }

  /** From the file of this name. */
  private byte[] read(int length) throws IOException {
    return open.register(new FileInputStream(file.toFile())).readNBytes(length);
  }

  /** Deletes the file and frees the lock. */
  void delete() {
    try (this) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }

  /** Frees the lock, once however often it is called. */
  @Override
  public void close() {
    if (released) {
      return;
    }
    released = true;
    try {
      open.close();
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    } finally {
      System.clearProperty(HELD_HERE + key);
    }
  }
}
