package io.supernet.cli;

import io.supernet.network.Prediction;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a network is for, where there are no data to take it from. */
final class TaskFlags {

  private static final Task DEFAULT = Task.images(28, 28, 1, 10);

  @Option(
      names = "--input",
      paramLabel = "SIZES",
      split = ",",
      description =
          "Shape of one example: height,width,channels, or the number of features. Default: that of the definition, else 28,28,1.")
  private List<Long> input = new ArrayList<>();

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "Number of classes. Default: that of the definition, else 10.")
  private Integer classes;

  /** The definition with a task. */
  NetworkDefinition complete(NetworkDefinition definition) {
    Task task = definition.hasTask() ? Definitions.task(definition) : DEFAULT;
    return Definitions.withTask(
        definition,
        new Task(
            input.isEmpty() ? task.inputShape() : input,
            input.isEmpty() ? task.categories() : List.of(),
            classes == null ? task.prediction() : of(task, classes)));
  }

  private static Prediction of(Task task, int classes) {
    return task.isMultilabel()
        ? Prediction.multilabel(classes, task.metrics().get(0))
        : Prediction.classification(classes);
  }
}
