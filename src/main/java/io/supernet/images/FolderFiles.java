package io.supernet.images;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files in a folder and those below it, in the order of their paths. What systems leave behind,
 * such as {@code .DS_Store}, is no file of the user's.
 *
 * @param images that are named like images, or are some
 * @param others that are neither
 */
record FolderFiles(List<Path> images, List<Path> others) {

  private static final Set<String> NAMED =
      ImmutableSet.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "webp", "tif", "tiff", "heic", "heif",
          "avif", "jp2");

  private static final Set<String> OF_SYSTEMS =
      ImmutableSet.of("__macosx", "thumbs.db", "desktop.ini", "@eadir");

  FolderFiles {
    images = List.copyOf(images);
    others = List.copyOf(others);
  }

  /** Those in a folder. */
  static FolderFiles in(Path folder) {
    Visitor visitor = new Visitor();
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
      return new FolderFiles(sorted(visitor.images), sorted(visitor.others));
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    }
  }

  /** What is directly in a folder, by name, without what is hidden. */
  static List<Path> directly(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return sorted(all.filter(path -> !isHidden(path)).toList());
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    }
  }

  /** Whether a file is named like an image. */
  static boolean isNamedImage(Path file) {
    return NAMED.contains(MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT));
  }

  private static List<Path> sorted(List<Path> paths) {
    return paths.stream().sorted(Comparator.comparing(Path::toString)).toList();
  }

  private static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final List<Path> images = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!isHidden(file)) {
        (isNamedImage(file) || isImage(file) ? images : others).add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof FileSystemLoopException) {
        others.add(file);
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private static boolean isImage(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        return ImageHeader.read(in).isPresent();
      } catch (IOException e) {
        return false; // As of a link to nowhere.
      }
    }
  }
}
