package io.supernet.cli;

import io.supernet.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where runs and exports are, unless a path says otherwise: in the project's folder. */
final class Home {

  private Home() {}

  private static Path root() {
    return Path.of(System.getProperty("supernet.home", ""));
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

  private static Path atHome(Path path) {
    return path.getNameCount() > 1 ? path : root().resolve("models").resolve(path);
  }

  /** What names a run on the command line: its name, or its path where it is not at home. */
  static String nameOf(Run run) {
    boolean atHome = run.path().equals(atHome(Path.of(run.name())));
    return atHome ? run.name() : run.path().toString();
  }

  static Path savedModels() {
    return root().resolve("savedmodels");
  }
}
