package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** Whether what was printed has arrived: {@link PrintStream} keeps failures to itself. */
final class StandardOutput {

  private StandardOutput() {}

  /**
   * Looks whether all that was printed has arrived, and says if it has not. A reader that has left
   * had what it wanted.
   *
   * @param exit exit code of the command
   * @param out where it printed
   * @param raw what is behind {@code out}; only written to after a failure, to learn the reason
   * @return the exit code, for a command that did well otherwise that of the failure
   */
  static int checked(int exit, PrintStream out, OutputStream raw, PrintStream err) {
    if (!out.checkError()) {
      return exit;
    }
    try {
      raw.write('\n');
      raw.flush();
    } catch (IOException e) {
      return failed(exit, e, err);
    }
    return failed(exit, new IOException("a part of it was lost"), err);
  }

  private static int failed(int exit, IOException reason, PrintStream err) {
    SupernetException failure = StorageFailures.of(Path.of("standard output"), reason);
    boolean readerLeft = String.valueOf(reason.getMessage()).contains("Broken pipe");
    if (exit != 0 || readerLeft) {
      return exit;
    }
    err.println("supernet: " + failure.getMessage());
    return failure.kind().exitCode();
  }
}
