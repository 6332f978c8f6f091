package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.remote.JobMain;
import io.supernet.work.Engine;
import io.supernet.work.EngineProvider;
import io.supernet.work.FolderEngine;
import io.supernet.work.JobCommand;
import io.supernet.work.LocalProcesses;
import io.supernet.work.WorkFolder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places where jobs can be done.
 *
 * @param stall seconds after which a silent job is taken for hung
 * @param notes hears what a user has to do
 */
record Places(double stall, Consumer<String> notes) {

  static final String HERE = "here";
  static final double STALL_SECONDS = 600;

  private static final String FOLDER = "folder";
  private static final Pattern PROCESSES = Pattern.compile("processes(?::([1-9]\\d{0,2}))?");

  /** A worker gives a sign every two seconds; a network file system may show it later. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  Places {
    if (!(stall >= 1)) {
      throw new SupernetException(
          Kind.USAGE, Text.of("'--stall' is %s s; give one second or more.", stall));
    }
  }

  /**
   * Opens an engine for the jobs of a folder.
   *
   * @throws SupernetException if there is no such place
   */
  Function<Path, Engine> engines(String where) {
    Matcher processes = PROCESSES.matcher(where);
    if (processes.matches()) {
      int count = processes.group(1) == null ? cores() : Integer.parseInt(processes.group(1));
      return folder -> new LocalProcesses(command(folder, count), count, silence());
    }
    if (where.equals(FOLDER)) {
      return folder -> {
        notes.accept(
            Text.of(
                "jobs are handed out in '%s'; to do some on any machine that sees it: supernet work %s",
                folder, folder));
        return new FolderEngine(new WorkFolder(folder.resolve("work")), LEASE);
      };
    }
    EngineProvider provider =
        EngineProvider.of(where)
            .orElseThrow(
                () ->
                    new SupernetException(
                        Kind.USAGE,
                        Text.of(
                            "'--on %s' is no place where jobs can be done; give here, processes, processes:4 or folder, or run tools/spark/supernet-spark with the address of a Spark master.",
                            where)));
    return folder -> provider.open(where, command(folder, cores()), silence());
  }

  Duration silence() {
    return Duration.ofMillis(Math.round(1000 * stall));
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** How a process for jobs is started as this one was, so many at once. */
  static JobCommand command(Path folder, int processes) {
    return JobMain.command(
        OwnJvm.passedOn(ManagementFactory.getRuntimeMXBean().getInputArguments()),
        System.getProperty("java.class.path"),
        folder,
        Math.max(1, cores() / processes));
  }
}
