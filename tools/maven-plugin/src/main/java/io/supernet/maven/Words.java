package io.supernet.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.cli.CommandLineUtils;

/** The words of a command, as they grow. */
final class Words {

  private final List<String> words = new ArrayList<>();

  Words(String... first) {
    words.addAll(List.of(first));
  }

  /** An option and its value, if there is one. */
  Words option(String name, Object value) {
    if (value != null && !value.toString().isBlank()) {
      words.add(name);
      words.add(value.toString().strip());
    }
    return this;
  }

  /** An option once for each value. */
  Words each(String name, Collection<String> values) {
    values.forEach(value -> option(name, value));
    return this;
  }

  /** Words as they are. */
  Words all(Collection<String> more) {
    words.addAll(more);
    return this;
  }

  List<String> list() {
    return List.copyOf(words);
  }

  /** Words without an option and its value, also where both are one word. */
  static List<String> without(List<String> words, String option) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(option)) {
        i++;
      } else if (!words.get(i).startsWith(option + "=")) {
        rest.add(words.get(i));
      }
    }
    return rest;
  }

  /** The value of an option, also where both are one word; none if it is not given. */
  static Optional<String> value(List<String> words, String option) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(option + "=")) {
        return Optional.of(words.get(i).substring(option.length() + 1));
      }
      if (words.get(i).equals(option)) {
        return Optional.of(i + 1 < words.size() ? words.get(i + 1) : "");
      }
    }
    return Optional.empty();
  }

  /** The words of a list in the POM and of a line on the command line, split as a shell does. */
  static List<String> of(List<String> list, String line) throws MojoExecutionException {
    try {
      return new Words()
          .all(list == null ? List.of() : list)
          .all(List.of(CommandLineUtils.translateCommandline(line)))
          .list();
    } catch (Exception e) { // The method declares no narrower one.
      throw new MojoExecutionException(
          "'" + line + "' cannot be split into words: " + e.getMessage() + ".", e);
    }
  }
}
