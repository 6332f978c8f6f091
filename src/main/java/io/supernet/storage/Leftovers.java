package io.supernet.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hidden files and folders that a process leaves beside their targets if it is killed. */
public final class Leftovers {

  private static final Pattern NAME =
      Pattern.compile("\\.(.+)\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.(tmp|old)");

  private Leftovers() {}

  /** The name of what is not finished. */
  static Path unfinished(Path target) {
    return sibling(target, "tmp");
  }

  /** The name of a whole folder that makes room for a new one. */
  static Path aside(Path target) {
    return sibling(target, "old");
  }

  /** The name of the target, if the path is of what was moved aside. */
  static Optional<String> movedAside(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches() && name.group(3).equals("old")
        ? Optional.of(name.group(1))
        : Optional.empty();
  }

  /**
   * Deletes the leftovers in a folder, or gives what was moved aside its name again where the new
   * folder had not come yet. Only for whoever alone may write these targets.
   *
   * @param targets the names of the targets
   */
  static void clear(Path folder, Predicate<String> targets) {
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.sorted().toList()) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (name.matches() && targets.test(name.group(1))) {
          clear(path, folder.resolve(name.group(1)));
        }
      }
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    } catch (UncheckedIOException e) {
      throw StorageFailures.of(folder, e.getCause());
    }
  }

  /**
   * Deletes the leftovers in a folder of which only one process at a time is the owner. Only for
   * that one.
   *
   * @param shared name of a file in it that others may be writing at this moment
   */
  public static void clearAllBut(Path folder, String shared) {
    clear(folder, name -> !name.equals(shared));
  }

  /**
   * Whether a folder has no other files than these, which a process writes there first: killed
   * before it came further it leaves nothing that counts. Hidden files do not.
   */
  public static boolean holdsOnly(Path folder, Set<String> first) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .allMatch(name -> first.contains(name) || name.startsWith("."));
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    } catch (UncheckedIOException e) {
      throw StorageFailures.reading(folder, e.getCause());
    }
  }

  private static void clear(Path leftover, Path target) throws IOException {
    if (movedAside(leftover).isPresent() && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(leftover, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      AtomicFiles.deleteRecursively(leftover);
    }
  }

  private static Path sibling(Path target, String kind) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + "." + kind);
  }
}
