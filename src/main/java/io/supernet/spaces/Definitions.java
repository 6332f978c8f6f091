package io.supernet.spaces;

import com.google.common.io.Resources;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.Parser.SingularOverwritePolicy;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.proto.CustomNetwork;
import io.supernet.proto.NetworkDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Definitions as protobuf text: those that come with the project, by name; a user's own, from a
 * file or a class.
 */
public final class Definitions {

  private static final List<String> BUILT_IN =
      List.of("nasbench201-small", "nasbench201", "dense-blocks", "cell", "darts");

  /** Refuses a field, or a second network, that would silently replace an earlier one. */
  private static final TextFormat.Parser PARSER =
      TextFormat.Parser.newBuilder()
          .setSingularOverwritePolicy(SingularOverwritePolicy.FORBID_SINGULAR_OVERWRITES)
          .build();

  private Definitions() {}

  /** The names of the spaces that come with the project. */
  public static List<String> builtIn() {
    return BUILT_IN;
  }

  /**
   * Finds a definition.
   *
   * @param space a built-in name, a file that ends in {@code .pbtxt}, or the name of a class that
   *     implements {@link Network}
   */
  public static NetworkDefinition find(String space) {
    if (BUILT_IN.contains(space)) {
      return parse(resource(space), space);
    }
    if (space.endsWith(".pbtxt")) {
      return read(Path.of(space));
    }
    if (space.contains(".")) {
      CustomNetwork custom = CustomNetwork.newBuilder().setClassName(space).build();
      return NetworkDefinition.newBuilder().setName(space).setCustom(custom).build();
    }
    throw new SupernetException(
        Kind.USAGE,
        "Space '"
            + space
            + "' is not known; take one of "
            + BUILT_IN
            + ", a file that ends in .pbtxt, or the full name of a class "
            + "that implements "
            + Network.class.getName()
            + ".");
  }

  /** Reads a definition file. */
  public static NetworkDefinition read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new SupernetException(
          Kind.USAGE,
          "Cannot read the definition '" + file + "'; check that the file is there.",
          e);
    }
  }

  private static NetworkDefinition parse(String text, String source) {
    NetworkDefinition.Builder builder = NetworkDefinition.newBuilder();
    try {
      PARSER.merge(text, builder);
    } catch (TextFormat.ParseException e) {
      throw new SupernetException(
          Kind.USAGE,
          "'" + source + "' is not a network definition, at line:column " + oneSentence(e) + ".",
          e);
    }
    if (builder.getNetworkCase() == NetworkDefinition.NetworkCase.NETWORK_NOT_SET
        || builder.getName().isEmpty()) {
      throw new SupernetException(
          Kind.USAGE,
          "'"
              + source
              + "' is not a network definition: it needs a name and one network, such as nasbench201 { … }.");
    }
    return builder.build();
  }

  private static String oneSentence(TextFormat.ParseException e) {
    return e.getMessage().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
  }

  /** The text of a definition, as {@link #read} reads it. */
  public static String format(NetworkDefinition definition) {
    return TextFormat.printer().printToString(definition);
  }

  /** The same definition with the task written in. */
  public static NetworkDefinition withTask(NetworkDefinition definition, Task task) {
    return definition.toBuilder()
        .setTask(
            io.supernet.proto.Task.newBuilder()
                .addAllInputShape(task.inputShape())
                .setClasses(task.classes()))
        .build();
  }

  /**
   * The same definition with a field of its network replaced.
   *
   * @param assignment such as {@code channels=8}, {@code hidden=16,64}
   */
  public static NetworkDefinition set(NetworkDefinition definition, String assignment) {
    FieldDescriptor network =
        definition.getOneofFieldDescriptor(NetworkDefinition.getDescriptor().getOneofs().get(0));
    Message changed =
        FieldAssignment.parse(assignment).applyTo((Message) definition.getField(network));
    return definition.toBuilder().setField(network, changed).build();
  }

  /** The network of a definition, for the task that it names. */
  public static Definition load(NetworkDefinition definition) {
    if (!definition.hasTask()) {
      throw new SupernetException(
          Kind.USAGE,
          "Definition '"
              + definition.getName()
              + "' does not say its task; give the data or a task { input_shape: […] classes: … }.");
    }
    Task task =
        new Task(definition.getTask().getInputShapeList(), definition.getTask().getClasses());
    return Definition.of(definition.getName(), Networks.of(definition), task);
  }

  private static String resource(String name) {
    try {
      return Resources.toString(
          Resources.getResource(Definitions.class, name + ".pbtxt"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The jar lacks the definition " + name, e);
    }
  }
}
