package io.supernet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/** Folders of models, but for the file that says where their run lies. */
final class Folders {

  private static final Path RUN = Path.of("run.json");

  private Folders() {}

  /** Whether two folders hold the same files, byte by byte. */
  static boolean same(Path one, Path other) throws IOException {
    List<Path> files = files(one);
    if (!Files.isDirectory(other) || !files.equals(files(other))) {
      return false;
    }
    for (Path file : files) {
      if (Files.mismatch(one.resolve(file), other.resolve(file)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Puts a copy in the place of a folder. */
  static void replace(Path folder, Path copy) throws IOException, MojoExecutionException {
    Path whole = copy.resolveSibling("." + copy.getFileName() + ".new");
    delete(whole);
    for (Path file : files(folder)) {
      Files.createDirectories(whole.resolve(file).getParent());
      Files.copy(folder.resolve(file), whole.resolve(file));
    }
    delete(copy);
    Files.move(whole, copy);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> !file.equals(RUN))
          .sorted()
          .toList();
    }
  }

  /** Deletes all of a folder. */
  static void delete(Path folder) throws MojoExecutionException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot delete '" + folder + "'", e);
    }
  }
}
