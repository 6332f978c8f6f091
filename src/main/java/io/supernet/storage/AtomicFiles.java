package io.supernet.storage;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files and folders that appear whole or not at all, even when the process is killed or the power
 * fails. Every failure is a {@link io.supernet.SupernetException} of kind {@code STORAGE}.
 */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** Writes the text in UTF-8, replacing a file of that name. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the bytes, replacing a file of that name. */
  public static void write(Path file, byte[] bytes) {
    Path temporary = temporarySibling(file);
    try {
      try {
        writeAndForce(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      force(parent(file));
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }

  /**
   * Makes a finished folder appear under its name. A folder that has the name already is moved
   * aside first and deleted afterward; {@link Leftovers} says how it comes back if the process is
   * killed in between.
   *
   * @param temporary the finished folder, on the file system of {@code target}
   */
  public static void publish(Path temporary, Path target) {
    try {
      forceTree(temporary);
      Path aside = Leftovers.aside(target);
      boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
      if (replaces) {
        Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (replaces) {
          Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        }
        throw e;
      }
      force(parent(target));
      deleteRecursively(aside);
    } catch (IOException e) {
      throw StorageFailures.of(target, e);
    }
  }

  /** Deletes a file, or a folder with all it holds; links are deleted, never followed. */
  public static void deleteRecursively(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw StorageFailures.of(path, e);
    }
  }

  /**
   * Deletes a folder so that it is there as it was or not at all, whenever the process is killed;
   * what is left of it then is cleared with {@link Leftovers}.
   */
  public static void discard(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path gone = Leftovers.unfinished(folder);
    try {
      Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    }
    deleteRecursively(gone);
  }

  /** Makes the folder and those above it, where they are missing. */
  public static void createDirectories(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    }
  }

  /**
   * A new name in the same folder, hidden so that no listing takes it for the real thing; for what
   * is to be published later.
   */
  public static Path temporarySibling(Path path) {
    return Leftovers.unfinished(path);
  }

  /** Without this, a new name may be gone after a power failure although the file is on disk. */
  static void force(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return; // Windows cannot open folders, and keeps names without being asked.
    }
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
          }
        });
  }

  static Path parent(Path path) {
    return path.toAbsolutePath().getParent();
  }

  static void writeFully(FileChannel channel, byte[] bytes, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
  }

  private static void writeAndForce(Path file, byte[] bytes) throws IOException {
    Files.createFile(file);
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeFully(channel, bytes, 0);
            channel.force(true);
          }
        });
  }

  private static void forceTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Uninterrupted.run(
                  () -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                      channel.force(true);
                    }
                  });
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            force(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
