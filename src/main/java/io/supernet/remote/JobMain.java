package io.supernet.remote;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.supernet.Kernels;
import io.supernet.work.JobCommand;
import io.supernet.work.JobServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** The program of a process that does jobs of the runs in a folder. */
@API(status = INTERNAL)
public final class JobMain {

  private JobMain() {}

  /** Takes the folder; reads jobs from standard input. */
  public static void main(String[] arguments) {
    try (RunJobs jobs = new RunJobs(Path.of(arguments[0]))) {
      JobServer.serve(jobs, Kernels.current().name());
    }
    System.exit(0);
  }

  /**
   * How such a process is started.
   *
   * @param options of its JVM
   * @param classPath where its classes are: networks and data of a class come from there, and from
   *     nowhere else
   * @param folder of a run, or of the runs of a comparison
   * @param threads that it takes where a run does not say how many
   */
  public static JobCommand command(
      List<String> options, String classPath, Path folder, int threads) {
    Map<String, String> environment = new TreeMap<>();
    for (String variable : List.of("TF_CPP_MIN_LOG_LEVEL", "TF_ENABLE_ONEDNN_OPTS")) {
      String value = System.getenv(variable);
      if (value != null) {
        environment.put(variable, value);
      }
    }
    environment.put("TF_NUM_INTRAOP_THREADS", Integer.toString(threads));
    environment.put("TF_NUM_INTEROP_THREADS", Integer.toString(threads));
    return new JobCommand(
        options,
        classPath,
        JobMain.class.getName(),
        List.of(folder.toAbsolutePath().toString()),
        environment);
  }
}
