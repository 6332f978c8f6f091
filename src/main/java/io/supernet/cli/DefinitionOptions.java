package io.supernet.cli;

import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which network. */
final class DefinitionOptions {

  @Option(
      names = "--space",
      paramLabel = "NAME",
      defaultValue = "nasbench201-small",
      description =
          "Search space: a name that 'supernet spaces' lists, a .pbtxt file, or a class that implements Network. Default: "
              + "${DEFAULT-VALUE}.")
  private String space;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a field of the space's definition, such as --set channels=16. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  NetworkDefinition definition() {
    return Definitions.find(space, assignments);
  }
}
