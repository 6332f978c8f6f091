package io.supernet.storage;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.nio.file.Path;

/**
 * The right to make one folder, which one process at a time has, with a place to write it first.
 * What a process left that was killed meanwhile is cleared when the next one begins: its unfinished
 * folder is deleted, and an older folder that it had moved aside comes back.
 */
public final class Publication implements AutoCloseable {

  private final Path target;
  private final Path temporary;
  private final ProcessLock lock;

  private Publication(Path target, ProcessLock lock) {
    this.target = target;
    this.temporary = AtomicFiles.temporarySibling(target);
    this.lock = lock;
  }

  /**
   * Begins to make a folder.
   *
   * @throws SupernetException if another process is making it
   */
  public static Publication begin(Path target) {
    AtomicFiles.createDirectories(AtomicFiles.parent(target));
    Publication begun = new Publication(target, lock(target));
    try {
      Leftovers.clear(AtomicFiles.parent(target), target.getFileName().toString()::equals);
      return begun;
    } catch (RuntimeException e) {
      begun.lock.delete();
      throw e;
    }
  }

  private static ProcessLock lock(Path target) {
    Path file = target.resolveSibling("." + target.getFileName() + ".lock");
    while (true) {
      ProcessLock lock =
          ProcessLock.acquire(file)
              .orElseThrow(
                  () ->
                      new SupernetException(
                          Kind.STORAGE,
                          Text.of(
                              "Another process is writing '%s'; wait for it, or choose another name.",
                              target)));
      boolean current = false;
      try {
        current = lock.isCurrent();
      } finally {
        if (!current) {
          lock.close();
        }
      }
      if (current) {
        return lock;
      }
    }
  }

  /** Makes the folder in which to write. */
  public Path temporary() {
    AtomicFiles.createDirectories(temporary);
    return temporary;
  }

  /** Makes what was written appear under its name. */
  public void publish() {
    AtomicFiles.publish(temporary, target);
  }

  /** Deletes what was not published. */
  @Override
  public void close() {
    try {
      AtomicFiles.deleteRecursively(temporary);
    } finally {
      lock.delete();
    }
  }
}
