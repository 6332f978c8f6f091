package io.supernet.cli;

import io.supernet.Text;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Files of arguments: {@code @FILE} stands for the words in it. */
final class ArgumentFiles {

  private ArgumentFiles() {}

  /** Picocli takes the name of a file that there is not for a word. */
  static void require(CommandLine line, String... words) {
    for (String word : words) {
      boolean file = word.startsWith("@") && !word.startsWith("@@") && word.length() > 1;
      if (file && !isReadable(word.substring(1))) {
        throw new ParameterException(
            line,
            Text.of(
                "'%s' is not a readable argument file; write '@%s' for a word that begins with @.",
                word.substring(1), word));
      }
    }
  }

  private static boolean isReadable(String name) {
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file) && Files.isReadable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
