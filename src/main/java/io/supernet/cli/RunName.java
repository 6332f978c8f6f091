package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What a user may call a run: the name of a folder, or a path that ends in one. */
final class RunName {

  /** What file systems allow in one part of a path, in bytes. */
  private static final int LONGEST_PART = 255;

  /** Room for what is added to the name of a folder while its content is being written. */
  private static final int LONGEST_NAME = 200;

  private RunName() {}

  /**
   * The name as a path.
   *
   * @throws SupernetException of kind {@code USAGE} if no folder can or should have this name
   */
  static Path parse(String text) {
    if (text.codePoints().anyMatch(RunName::breaksLines)) {
      throw refused(text, "it holds a line break or another control character");
    }
    Path path = path(text);
    Path last = path.getFileName();
    if (last == null) {
      throw refused(text, "it is the root folder");
    }
    String name = last.toString();
    if (name.isEmpty()) {
      throw refused(text, "it is empty");
    }
    if (name.equals(".") || name.equals("..")) {
      throw refused(text, "it ends in '" + name + "'");
    }
    if (name.startsWith("-") || text.startsWith("-")) {
      throw refused(text, "it would be taken for an option");
    }
    if (name.startsWith("@") || text.startsWith("@")) {
      throw refused(text, "it would be taken for a file of arguments");
    }
    for (Path part : path) {
      int bytes = part.toString().getBytes(StandardCharsets.UTF_8).length;
      int longest = part.equals(last) ? LONGEST_NAME : LONGEST_PART;
      if (bytes > longest) {
        throw refused(
            Text.of("%.40s…", part),
            Text.of("it has %d bytes, more than the %d that fit", bytes, longest));
      }
    }
    return path;
  }

  /** Refuses a path at which there is something else than a folder. */
  static void requireFolder(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw refused(path.toString(), "that is a file already");
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw SupernetException.of(e);
    }
  }

  private static boolean breaksLines(int character) {
    int type = Character.getType(character);
    return Character.isISOControl(character)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static SupernetException refused(String text, String reason) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "A run cannot be called '%s', as %s; give the name of a folder, such as mine, or a path that ends in one.",
            text, reason));
  }
}
