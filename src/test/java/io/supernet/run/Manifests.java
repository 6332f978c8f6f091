package io.supernet.run;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Runs as another call of the program would have left them. */
public final class Manifests {

  private Manifests() {}

  /** That of a run. */
  public static Manifest read(Path run) {
    return Manifest.read(new RunLayout(run).manifest());
  }

  /** Writes a run's manifest again, with other options. */
  public static void change(Path run, UnaryOperator<RunOptions> change) {
    Path file = new RunLayout(run).manifest();
    Manifest manifest = Manifest.read(file);
    manifest.with(manifest.goal(), change.apply(manifest.options())).write(file);
  }
}
