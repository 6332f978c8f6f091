package io.supernet.maven;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.logging.Log;

/** One build at a time works on a run: of this process or of another. */
final class FolderLock implements AutoCloseable {

  private static final long BETWEEN_LOOKS_MILLIS = 200;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until nobody else works on it. */
  static FolderLock of(Path folder, Log log) throws IOException, InterruptedException {
    Files.createDirectories(folder.getParent());
    Path file = folder.resolveSibling("." + folder.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      boolean told = false;
      while (!isTaken(channel)) {
        if (!told) {
          log.info("another build is using " + folder + "; waiting for it");
          told = true;
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      }
      return new FolderLock(channel);
    } catch (IOException | InterruptedException e) {
      channel.close();
      throw e;
    }
  }

  /** A lock of this process is as good a reason to wait as one of another. */
  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
