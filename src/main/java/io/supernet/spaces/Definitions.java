package io.supernet.spaces;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.io.Resources;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.Parser.SingularOverwritePolicy;
import com.google.protobuf.TextFormatParseInfoTree;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.evaluate.Metric;
import io.supernet.network.Aim;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.proto.CustomNetwork;
import io.supernet.proto.NetworkDefinition;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Definitions as protobuf text: those that come with the project, by name; a user's own, from a
 * file or a class.
 *
 * @since 0.1
 */
public final class Definitions {

  private static final List<String> BUILT_IN =
      List.of(
          "nasbench201-small",
          "nasbench201",
          "cell",
          "darts",
          "enas-micro",
          "enas-macro",
          "mobilenet",
          "mobilenet-cifar",
          "nasbench-macro",
          "elastic",
          "elastic-imagenet",
          "vit",
          "autoformer-tiny",
          "table-resnet",
          "dense-blocks");

  /** Runs are called by their space unless they are named: no path, but the name of any class. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_$][\\p{L}\\p{M}\\p{N}_$.+-]{0,127}");

  private static final String WRONG_NAME =
      "The name %s is '%s'; a space is called by 1 to 128 letters, digits, '_', '.', '+' and '-', the first a letter, a digit or '_'.";

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
   * @throws SupernetException with file and line, if a file holds values that do not make a network
   */
  public static NetworkDefinition find(String space) {
    if (BUILT_IN.contains(space)) {
      return parse(resource(space), space, false);
    }
    if (space.endsWith(".pbtxt")) {
      return read(Path.of(space), true);
    }
    if (space.contains("/") || new File(space).exists()) {
      throw new SupernetException(
          Kind.USAGE, "'" + space + "' is not a definition; the name of its file ends in .pbtxt.");
    }
    if (NAME.matcher(space).matches() && (space.contains(".") || OnClasspath.has(space))) {
      CustomNetwork custom = CustomNetwork.newBuilder().setClassName(space).build();
      return NetworkDefinition.newBuilder().setName(space).setCustom(custom).build();
    }
    throw new SupernetException(
        Kind.USAGE,
        Text.of(
            "Space '%s' is not known; take one of %s, a file that ends in .pbtxt, or the full name of a class that implements %s.",
            space, BUILT_IN, Network.class.getName()));
  }

  /** Reads a definition file; values out of range are found when it is loaded. */
  public static NetworkDefinition read(Path file) {
    return read(file, false);
  }

  /**
   * Reads the definition that the folder of a run or a comparison keeps.
   *
   * @param wayOut if it cannot be restored
   * @throws SupernetException of kind RUN if it is missing or damaged
   */
  @API(status = INTERNAL)
  public static NetworkDefinition kept(Path file, String wayOut) {
    try {
      return read(file);
    } catch (SupernetException e) {
      throw new SupernetException(
          Kind.RUN, Text.of("'%s' is missing or damaged; restore it, or %s.", file, wayOut), e);
    }
  }

  private static NetworkDefinition read(Path file, boolean checked) {
    try {
      return parse(Files.readString(file), file.toString(), checked);
    } catch (CharacterCodingException e) {
      throw new SupernetException(
          Kind.USAGE, "The definition '" + file + "' is not in UTF-8; convert it.", e);
    } catch (IOException e) {
      throw new SupernetException(
          Kind.USAGE,
          "Cannot read the definition '" + file + "'; check that the file is there.",
          e);
    }
  }

  private static NetworkDefinition parse(String text, String source, boolean checked) {
    NetworkDefinition.Builder builder = NetworkDefinition.newBuilder();
    TextFormatParseInfoTree.Builder lines = TextFormatParseInfoTree.builder();
    try {
      // Refuses a field, or a second network, that would silently replace an earlier one.
      TextFormat.Parser.newBuilder()
          .setSingularOverwritePolicy(SingularOverwritePolicy.FORBID_SINGULAR_OVERWRITES)
          .setParseInfoTreeBuilder(lines)
          .build()
          .merge(text, builder);
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
    if (!NAME.matcher(builder.getName()).matches()) {
      throw new SupernetException(
          Kind.USAGE, Text.of(WRONG_NAME, "in '" + source + "'", builder.getName()));
    }
    NetworkDefinition definition = builder.build();
    if (checked) {
      check(definition, new SourceLines(source, lines.build()));
    }
    return definition;
  }

  private static void check(NetworkDefinition definition, SourceLines lines) {
    lines.check(
        definition, SourceLines.network(definition), d -> Networks.of(d, OnClasspath.loader()));
    if (definition.hasTask()) {
      lines.check(
          definition, NetworkDefinition.getDescriptor().findFieldByName("task"), Definitions::task);
    }
  }

  /** The task that a definition names. */
  @API(status = INTERNAL)
  public static Task task(NetworkDefinition definition) {
    io.supernet.proto.Task task = definition.getTask();
    if (task.getRegression() && task.getMultilabel()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The task of definition '%s' is a regression and multilabel; leave one of the two away.",
              definition.getName()));
    }
    if (task.getRegression() && task.getClasses() != 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The task of definition '%s' is a regression and has %d classes; leave one of the two away.",
              definition.getName(), task.getClasses()));
    }
    TaskKind kind =
        task.getRegression()
            ? TaskKind.REGRESSION
            : task.getMultilabel() ? TaskKind.MULTILABEL : TaskKind.CLASSIFICATION;
    Aim aim = new Aim(task.getMetric(), task.getClassWeights(), task.getHuber());
    return new Task(
        task.getInputShapeList(),
        task.getCategoriesList(),
        aim.prediction(kind, task.getClasses()));
  }

  private static String oneSentence(TextFormat.ParseException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceFirst("\\.$", "");
  }

  /** The text of a definition, as {@link #read} reads it. */
  public static String format(NetworkDefinition definition) {
    return TextFormat.printer().printToString(definition);
  }

  /** What is sought where a definition does not say. */
  private static final Set<Metric> DEFAULTS =
      Set.of(Metric.ACCURACY, Metric.R2, Metric.MEAN_AVERAGE_PRECISION);

  /** The same definition with the task written in. */
  public static NetworkDefinition withTask(NetworkDefinition definition, Task task) {
    var message =
        io.supernet.proto.Task.newBuilder()
            .addAllInputShape(task.inputShape())
            .addAllCategories(task.categories());
    if (task.isRegression()) {
      message.setRegression(true).setHuber(task.huber());
    } else if (task.isMultilabel()) {
      message.setMultilabel(true).setClasses(task.outputs());
    } else {
      message.setClasses(task.classes()).setClassWeights(task.isWeighted());
    }
    Metric sought = task.metrics().get(0);
    if (!DEFAULTS.contains(sought)) {
      message.setMetric(sought.name());
    }
    return definition.toBuilder().setTask(message).build();
  }

  /** As {@link #find(String)}, with fields replaced as by {@link #set}, one after another. */
  public static NetworkDefinition find(String space, List<String> assignments) {
    NetworkDefinition definition = find(space);
    for (String assignment : assignments) {
      definition = set(definition, assignment);
    }
    return definition;
  }

  /**
   * The same definition with a field of its network replaced.
   *
   * @param assignment such as {@code channels=8}, {@code hidden=16,64}
   */
  public static NetworkDefinition set(NetworkDefinition definition, String assignment) {
    FieldDescriptor network = SourceLines.network(definition);
    Message changed =
        FieldAssignment.parse(assignment).applyTo((Message) definition.getField(network));
    return definition.toBuilder().setField(network, changed).build();
  }

  /** The definition of a network that a program gives as an object. */
  @API(status = INTERNAL)
  public static NetworkDefinition given(String name, Network network) {
    if (!NAME.matcher(name).matches()) {
      throw new SupernetException(Kind.USAGE, Text.of(WRONG_NAME, "of the network", name));
    }
    CustomNetwork custom =
        CustomNetwork.newBuilder()
            // Each JVM numbers its lambdas anew.
            .setClassName(network.getClass().getName().replaceFirst("\\$\\$Lambda.*", ""))
            .setGiven(true)
            .build();
    return NetworkDefinition.newBuilder().setName(name).setCustom(custom).build();
  }

  /** The network of a definition, for the task that it names. */
  public static Definition load(NetworkDefinition definition) {
    return load(definition, OnClasspath.loader());
  }

  /**
   * The same.
   *
   * @param loader of the class that the definition names, if it names one
   * @since 0.2
   */
  public static Definition load(NetworkDefinition definition, ClassLoader loader) {
    if (definition.getCustom().getGiven()) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "The network '%s' was given by a program, as an object of %s; only with that object can its run be used.",
              definition.getName(), definition.getCustom().getClassName()));
    }
    return load(definition, () -> Networks.of(definition, loader));
  }

  /** A definition of a network that a program gives as an object, for the task that it names. */
  @API(status = INTERNAL)
  public static Definition load(NetworkDefinition definition, Network given) {
    return load(definition, () -> given);
  }

  private static Definition load(NetworkDefinition definition, Supplier<Network> network) {
    if (!definition.hasTask()) {
      throw new SupernetException(
          Kind.USAGE,
          "Definition '"
              + definition.getName()
              + "' does not say its task; give the data or a task { input_shape: […] classes: … }.");
    }
    return Definition.of(definition.getName(), network.get(), task(definition));
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
