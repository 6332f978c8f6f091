package io.supernet.remote;

import com.google.gson.JsonObject;
import io.supernet.Fingerprint;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.Manifest;
import io.supernet.run.RunFiles;
import io.supernet.run.RunLayout;
import io.supernet.supernet.Kernels;
import io.supernet.text.Json;
import io.supernet.work.Job;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import java.io.File;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * The jobs of one run.
 *
 * @param place of its folder within the shared one
 * @param definition hash of its network
 * @param data hash of its examples
 * @param kernels that must compute them; empty for any
 */
record Jobs(String place, String definition, String data, String kernels) {

  static final String TRAINING = "training";
  static final String EVALUATION = "evaluation";
  static final String SUPERNET = "supernet";
  static final String TRIAL = "trial";

  /**
   * Those of the run in a folder.
   *
   * @param shared that folder, or one that it is in
   * @param anyKernels whether other kernels than those of this process may compute them
   */
  static Jobs of(Path folder, Path shared, boolean anyKernels) {
    Manifest manifest = RunFiles.manifest(new RunLayout(folder));
    return new Jobs(
        shared.relativize(folder).toString().replace(File.separatorChar, '/'),
        manifest.definitionHash(),
        data(manifest),
        anyKernels ? "" : Kernels.current().name());
  }

  /** Stands for the three parts of a run's examples. */
  static String data(Manifest manifest) {
    Fingerprint all = Fingerprint.of("parts", 1);
    new TreeMap<>(manifest.dataHashes()).forEach(all::with);
    return all.hex();
  }

  Job job(String kind, Object body) {
    JsonObject json = Json.LINE.toJsonTree(body).getAsJsonObject();
    return new Job(kind, place, definition, data, kernels, false, json);
  }

  /** Refuses what an engine has given up, where all are needed. */
  static void refuseFailure(String what, JobResult result) {
    if (result.ending() != Ending.DONE) {
      throw new SupernetException(
          Kind.RUN, Text.of("%s cannot be done: %s; fix that, then continue.", what, result.why()));
    }
  }

  /** A whole run of a comparison, whose result tells of the memory of its process. */
  Job trial() {
    return new Job(TRIAL, place, definition, data, kernels, true, new JsonObject());
  }
}
