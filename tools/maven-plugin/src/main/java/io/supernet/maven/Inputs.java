package io.supernet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Hashes of all that decides a result.
 *
 * @param definition of the space: its name, or what its file holds
 * @param data what they hold, not where they are
 * @param options of the run
 * @param classes of the project, where one of them is the space, the data or another part of the
 *     run; else empty
 */
record Inputs(String definition, String data, String options, String classes) {

  private static final String CLASSES = "the classes";
  private static final String DEFINITION_FILE = ".pbtxt";

  /**
   * Of a run.
   *
   * @param base folder of the project
   * @param space name, file or class; empty for the default
   * @param data as the command line reads it
   * @param files what else is read
   * @param options words of the command, but for space and data
   * @param classes folders and jars in which the classes lie; none if no class is named
   */
  static Inputs of(
      Path base,
      String space,
      String data,
      List<File> files,
      List<String> options,
      List<Path> classes)
      throws IOException, MojoExecutionException {
    Hash definition = new Hash();
    if (space.endsWith(DEFINITION_FILE) && Files.exists(base.resolve(space))) {
      // Line ends are those of the checkout.
      definition.text(Files.readString(base.resolve(space)).replace("\r", ""));
    } else {
      definition.text(space);
    }
    String kind = data.substring(0, data.indexOf(':') + 1);
    Path place = base.resolve(data.substring(kind.length()));
    Hash examples = new Hash().text(kind);
    if (!kind.isEmpty() && !kind.equals("class:") && Files.exists(place)) {
      examples.content(place, file -> true);
    } else {
      examples.text(data);
    }
    for (File file : files) {
      if (!file.exists()) {
        throw new MojoExecutionException(
            "inputs: '" + file + "' is not there; change <inputs> or supernet.inputs.");
      }
      examples.content(file.toPath(), each -> true);
    }
    Hash code = new Hash();
    for (Path folder : classes) {
      code.classes(folder);
    }
    return new Inputs(
        definition.hex(),
        examples.hex(),
        new Hash().texts(options).hex(),
        classes.isEmpty() ? "" : code.hex());
  }

  /** Tells these inputs from others in the name of a folder. */
  String key() {
    return new Hash().texts(List.of(definition, data, options, classes)).hex().substring(0, 8);
  }

  /** What differs, in words that users know; nothing if all is the same. */
  List<String> differences(Inputs other) {
    List<String> differ = new ArrayList<>();
    add(differ, "the definition", definition, other.definition);
    add(differ, "the data", data, other.data);
    add(differ, "the options", options, other.options);
    add(differ, CLASSES, classes, other.classes);
    return differ;
  }

  /**
   * Whether a result of other inputs counts for these: compilers write the same classes otherwise.
   */
  boolean serve(Inputs other) {
    List<String> differ = differences(other);
    return differ.isEmpty() || differ.equals(List.of(CLASSES));
  }

  private static void add(List<String> differ, String what, String one, String other) {
    if (!one.equals(other)) {
      differ.add(what);
    }
  }
}
