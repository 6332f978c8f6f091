package io.supernet.storage;

import com.google.common.collect.Sets;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run, for example {@code models/my-run}, known by its file {@code run.lock}. One
 * process at a time may write to it; the operating system frees the lock when that process ends,
 * however it ends.
 */
public final class RunFolder implements AutoCloseable {

  private static final String LOCK = "run.lock";

  private final Path path;
  private final @Nullable ProcessLock lock;

  private RunFolder(Path path, @Nullable ProcessLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes the folder of a new run and locks it; other files in it may stay. */
  public static RunFolder create(Path path) {
    return create(path, Set.of());
  }

  /**
   * The same for a run whose first files alone are no run yet: a process that died after it had
   * written them leaves a folder in which one may begin again.
   *
   * @param first names of files
   */
  public static RunFolder create(Path path, Set<String> first) {
    AtomicFiles.createDirectories(path);
    ProcessLock lock = lock(path);
    try {
      // Under the lock: another process may have begun a run there a moment ago.
      if (!lock.isNew() && !Leftovers.holdsOnly(path, Sets.union(first, Set.of(LOCK)))) {
        throw new SupernetException(
            Kind.RUN,
            Text.of("Folder '%s' already holds a run; resume it, or choose another name.", path));
      }
      return new RunFolder(path, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Opens an existing run for writing and locks it. */
  public static RunFolder open(Path path) {
    requireRun(path);
    return new RunFolder(path, lock(path));
  }

  /** Looks at an existing run that another process may be writing to. */
  public static RunFolder beside(Path path) {
    requireRun(path);
    return new RunFolder(path, null);
  }

  /** Refuses a change by a process that only looks. */
  public void requireOwned() {
    if (lock == null) {
      throw new IllegalStateException("this process only looks at run " + path);
    }
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** A file or folder inside. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * Clears what processes left that were killed while they wrote here. Only for whoever opened the
   * run for writing.
   *
   * @param own folders inside which only a run writes, with all below them
   * @param shared name of a file of the run that others may be writing at this moment
   */
  public void clearLeftovers(List<Path> own, String shared) {
    Leftovers.clearAllBut(path, shared);
    own.forEach(RunFolder::clearAll);
  }

  private static void clearAll(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Leftovers.clear(folder, name -> true);
    try (Stream<Path> paths = Files.list(folder)) {
      paths.forEach(RunFolder::clearAll);
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    } catch (UncheckedIOException e) {
      throw StorageFailures.reading(folder, e.getCause());
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }

  /** Refuses a folder that holds no run; for those that only read, also while a process writes. */
  public static void requireRun(Path path) {
    if (!Files.isDirectory(path)) {
      throw new SupernetException(
          Kind.RUN,
          Text.of("There is no run folder '%s'; check the name or start a new run there.", path));
    }
    if (!Files.exists(path.resolve(LOCK))) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "Folder '%s' holds no run, as it has no file '%s'; check the name, or make an empty file of that name if it was deleted.",
              path, LOCK));
    }
  }

  private static ProcessLock lock(Path path) {
    return ProcessLock.acquire(path.resolve(LOCK))
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.RUN,
                    Text.of(
                        "Another run is using folder '%s'; wait for it, stop it or choose another name.",
                        path)));
  }
}
