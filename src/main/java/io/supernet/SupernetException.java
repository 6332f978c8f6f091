package io.supernet;

import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand and fix. The message is one sentence that names the value,
 * where it came from and the way out; it is shown without a stack trace. It takes one line, see
 * {@link Text#oneLine}.
 *
 * @since 0.1
 */
public final class SupernetException extends RuntimeException {

  /** The kinds of failure, each with the exit code of the command line. */
  public enum Kind {
    /** An option, a space, an architecture or a definition is wrong. */
    USAGE(2),
    /** A data set cannot be read or does not fit the network. */
    DATA(3),
    /** A run folder is missing, locked, damaged or belongs to another definition. */
    RUN(4),
    /** Training left the finite numbers. */
    NUMERIC(5),
    /** Files cannot be written: permissions or a full disk. */
    STORAGE(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The process exit code that the command line gives for this kind, 2 to 6. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  /** A failure of this kind with a message for the user. */
  public SupernetException(Kind kind, String message) {
    super(Text.oneLine(message));
    this.kind = kind;
  }

  /** A failure of this kind with a message for the user and what caused it; null if nothing did. */
  public SupernetException(Kind kind, String message, @Nullable Throwable cause) {
    super(Text.oneLine(message), cause);
    this.kind = kind;
  }

  /** What is to be a path has characters that no file's name has here. */
  public static SupernetException of(InvalidPathException e) {
    String wayOut =
        e.getReason().startsWith("Malformed")
            ? " in this locale; set LC_ALL=C.UTF-8, or another locale of UTF-8, in the environment."
            : "; choose another.";
    return new SupernetException(
        Kind.USAGE, "'" + e.getInput() + "' cannot be the name of a file" + wayOut, e);
  }

  /** What kind of failure this is. */
  public Kind kind() {
    return kind;
  }
}
