package io.supernet.cli;

import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network. */
final class DefinitionOptions {

  private static final String IMAGES = "nasbench201-small";
  private static final String ROWS = "table-resnet";

  @Option(
      names = "--space",
      paramLabel = "NAME",
      description =
          "Search space: a name that 'supernet spaces' lists, a .pbtxt file, or a class that implements Network. Default: "
              + IMAGES
              + "; of tables "
              + ROWS
              + ".")
  private @Nullable String space;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a field of the space's definition, such as --set channels=16. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  NetworkDefinition definition() {
    return definition(false);
  }

  /** The same for data that are known to be a table or not. */
  NetworkDefinition definition(boolean table) {
    return Definitions.find(Objects.requireNonNullElse(space, table ? ROWS : IMAGES), assignments);
  }
}
