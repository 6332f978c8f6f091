package io.supernet.storage;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the project writes within a folder of its own: plain files and folders. A link in their
 * place would lead out of the folder, to a file of somebody else that would be cut or overwritten.
 * The folder itself, and those above it, may be links.
 */
public final class OwnFiles {

  private OwnFiles() {}

  /** Refuses a link at a path, and all links in the folder that may be there. */
  public static void refuseLinks(Path path) {
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              refuse(file, attributes);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // There is none yet, or another process tidied up.
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw StorageFailures.reading(path, e);
    }
  }

  /** Refuses a link, a device or a pipe where a plain file is or will be. */
  static void requirePlain(Path file) throws IOException {
    try {
      refuse(
          file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      // It will be made.
    }
  }

  private static void refuse(Path file, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink() || attributes.isOther()) {
      throw new SupernetException(
          Kind.RUN,
          "'"
              + file
              + "' is a link, a device or a pipe, where only a plain file of this folder may be; put the file itself there, or link the whole folder instead.");
    }
  }
}
