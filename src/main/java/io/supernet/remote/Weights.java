package io.supernet.remote;

import io.supernet.Fingerprint;
import io.supernet.run.Run;
import io.supernet.run.RunFiles;
import io.supernet.run.RunLayout;
import io.supernet.storage.Checkpoints;
import java.nio.file.Path;

/** Tells the weights of a run's supernets from those that another training gives. */
final class Weights {

  private Weights() {}

  static String of(Run run) {
    return of(run.layout(), run.options().supernets());
  }

  static String of(Path folder) {
    RunLayout layout = new RunLayout(folder);
    return of(layout, RunFiles.manifest(layout).options().supernets());
  }

  private static String of(RunLayout layout, int supernets) {
    Fingerprint weights = Fingerprint.of("weights", 1);
    for (int number = 1; number <= supernets; number++) {
      String sums =
          new Checkpoints(layout.supernetCheckpoints(number))
              .latest()
              .map(Checkpoints.Checkpoint::sums)
              .orElse("none");
      weights.with("supernet", sums);
    }
    return weights.hex().substring(0, 24);
  }
}
