package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;

/** Whether data suit a network. */
final class DataChecks {

  private DataChecks() {}

  static void fits(Definition definition, Split split) {
    DataSet train = split.train();
    Task task = definition.task();
    if (!task.inputShape().equals(train.exampleShape()) || !task.prediction().fits(train)) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Network '%s' was defined for a %s of examples of shape %s; data '%s' is for a %s of examples of shape %s.",
              definition.name(),
              task.prediction().form().name(),
              task.inputShape(),
              train.name(),
              Task.of(train).prediction().form().name(),
              train.exampleShape()));
    }
    if (!task.categories().equals(train.categories())) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Network '%s' was defined for features that number %s categories; those of data '%s' number %s.",
              definition.name(), task.categories(), train.name(), train.categories()));
    }
  }
}
