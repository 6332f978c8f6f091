package io.supernet.spark;

import io.supernet.work.JobCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How executors start a process, from how this machine does. */
final class WorkerCommand {

  private WorkerCommand() {}

  /**
   * The same on any machine that has the same folders.
   *
   * @param workerClassPath where executors have the library; null if where this process has it
   * @param sparkHome folder of Spark, whose jars the processes do not need; null if unknown
   */
  static JobCommand of(
      JobCommand command, @Nullable String workerClassPath, @Nullable String sparkHome) {
    String classPath =
        workerClassPath == null ? absolute(command.classPath(), sparkHome) : workerClassPath;
    return new JobCommand(
        command.options(), classPath, command.main(), command.arguments(), command.environment());
  }

  /** Executors work in folders of their own. */
  private static String absolute(String classPath, @Nullable String sparkHome) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .filter(path -> sparkHome == null || !path.startsWith(Path.of(sparkHome).toAbsolutePath()))
        .filter(path -> Files.exists(path) || path.endsWith("*"))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
