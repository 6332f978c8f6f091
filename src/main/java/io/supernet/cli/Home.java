package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.Run;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where runs and exports are, unless a path says otherwise: in the project's folder. */
final class Home {

  private static final String PROPERTY = "supernet.home";

  private Home() {}

  /** Takes another folder from here on. */
  static void use(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("'--home %s' is a file; give the folder of models/ and savedmodels/.", folder));
    }
    System.setProperty(PROPERTY, folder.toString());
  }

  /** What tells another JVM of the folder. */
  static String asJavaOption() {
    return "-D" + PROPERTY + "=" + root();
  }

  private static Path root() {
    return Path.of(System.getProperty(PROPERTY, ""));
  }

  /** The folder of an existing run: a name under {@code models/}, or a path. */
  static Path run(String nameOrPath) {
    Path path = RunName.parse(nameOrPath);
    Path home = atHome(path);
    return Files.isDirectory(home) || !Files.isDirectory(path) ? home : path;
  }

  /** The folder for a new run: a path of several parts as it is, a name under {@code models/}. */
  static Path newRun(String nameOrPath) {
    Path folder = atHome(RunName.parse(nameOrPath));
    RunName.requireFolder(folder);
    return folder;
  }

  /** An exported model: the name of its run, or a path. */
  static Path model(String nameOrPath) {
    Path path = RunName.parse(nameOrPath);
    Path home = root().resolve("savedmodels").resolve(path);
    return path.getNameCount() == 1 && (Files.isDirectory(home) || !Files.isDirectory(path))
        ? home
        : path;
  }

  private static Path atHome(Path path) {
    return path.getNameCount() > 1 ? path : models().resolve(path);
  }

  /** What names a run on the command line: its name, or its path where it is not at home. */
  static String nameOf(Run run) {
    boolean atHome = run.path().equals(atHome(Path.of(run.name())));
    return atHome ? run.name() : run.path().toString();
  }

  private static Path models() {
    return root().resolve("models");
  }

  /**
   * Where a run is exported under its name: {@code savedmodels/} beside {@code models/}, and a
   * folder of that name beside a run elsewhere. So runs of one name in two places keep apart.
   */
  static Path savedModels(Run run) {
    Path above = run.path().toAbsolutePath().getParent();
    try {
      return Files.exists(models()) && Files.isSameFile(above, models())
          ? root().resolve("savedmodels")
          : run.path().resolveSibling("savedmodels");
    } catch (IOException e) {
      throw StorageFailures.reading(above, e);
    }
  }
}
