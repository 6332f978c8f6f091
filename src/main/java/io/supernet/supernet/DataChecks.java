package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;

/** Whether data suit a network. */
final class DataChecks {

  private DataChecks() {}

  static void fits(Definition definition, Split split) {
    DataSet train = split.train();
    Task given = new Task(train.exampleShape(), train.classes());
    if (!given.equals(definition.task())) {
      throw new SupernetException(
          Kind.DATA,
          "Network '"
              + definition.name()
              + "' was defined for examples of shape "
              + definition.task().inputShape()
              + " in "
              + definition.task().classes()
              + " classes; data '"
              + train.name()
              + "' has the shape "
              + given.inputShape()
              + " and "
              + given.classes()
              + " classes.");
    }
  }
}
