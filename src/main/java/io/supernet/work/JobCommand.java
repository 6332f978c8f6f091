package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * How a process that does jobs is started. It can be sent to another machine.
 *
 * @param options of its JVM
 * @param classPath where its classes are
 * @param main the class that calls {@link JobServer#serve}
 * @param arguments of that class
 * @param environment variables that it has beside those of who starts it
 */
@API(status = INTERNAL)
public record JobCommand(
    List<String> options,
    String classPath,
    String main,
    List<String> arguments,
    Map<String, String> environment)
    implements Serializable {

  private static final long serialVersionUID = 1;

  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  public JobCommand {
    // Lists and maps of the JDK that can be sent.
    options = new ArrayList<>(options);
    arguments = new ArrayList<>(arguments);
    environment = new TreeMap<>(environment);
  }

  /** Starts it, with pipes to its input and output; errors go where those of this process go. */
  Process start() throws IOException {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(OWN_SESSION)) {
      // Ctrl-C is for the one who started it, and tells it.
      words.add(OWN_SESSION.toString());
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", classPath, main));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeAll(OPTION_VARIABLES);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
