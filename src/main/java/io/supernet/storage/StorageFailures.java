package io.supernet.storage;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Turns failures of the file system into messages for the user. */
public final class StorageFailures {

  private static final String NO_SPACE = "No space left on device";
  private static final String DENIED = "Permission denied";

  /** What the operating system says where native code passes its words on as plain text. */
  private static final List<String> SYSTEM_REASONS =
      List.of(NO_SPACE, DENIED, "Read-only file system", "Disk quota exceeded", "File too large");

  private StorageFailures() {}

  /**
   * A failure to write, of kind {@link Kind#STORAGE}, that names the file, the reason and the way
   * out.
   */
  public static SupernetException of(Path file, IOException cause) {
    return failure("write", file, reason(cause), cause);
  }

  /** The same for a failure to read. */
  public static SupernetException reading(Path file, IOException cause) {
    return failure("read", file, reason(cause), cause);
  }

  /**
   * A failure to write if {@code thrown} comes from the file system, as its cause or, for native
   * code, by its message; otherwise {@code thrown} itself.
   */
  public static RuntimeException translate(Path file, RuntimeException thrown) {
    if (thrown instanceof SupernetException) {
      return thrown;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return failure("write", file, reason(io), thrown);
      }
      Optional<String> known = systemReason(cause.getMessage());
      if (known.isPresent()) {
        return failure("write", file, known.get(), thrown);
      }
    }
    return thrown;
  }

  private static SupernetException failure(String verb, Path file, String reason, Throwable cause) {
    return new SupernetException(
        Kind.STORAGE,
        Text.of("Cannot %s '%s': %s; %s.", verb, file, reason, wayOut(reason)),
        cause);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return DENIED;
    }
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "File exists";
    }
    if (e instanceof ClosedByInterruptException) {
      return "Interrupted";
    }
    String text =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    return systemReason(text).orElse(text);
  }

  private static Optional<String> systemReason(String message) {
    return SYSTEM_REASONS.stream()
        .filter(reason -> message != null && message.contains(reason))
        .findFirst();
  }

  private static String wayOut(String reason) {
    return switch (reason) {
      case NO_SPACE, "Disk quota exceeded" -> "free some space or choose a folder on another disk";
      case DENIED, "Read-only file system" -> "choose a folder that you may use";
      case "Interrupted" -> "run it again";
      default -> "choose another folder";
    };
  }
}
