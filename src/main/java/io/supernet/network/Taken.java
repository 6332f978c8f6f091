package io.supernet.network;

/** The option of each decision and derived choice that one architecture takes. */
final class Taken {

  private final Switches all;
  private final int[] options;

  /** As {@link Switches#of} gives them. */
  Taken(Switches all, int[] options) {
    this.all = all;
    this.options = options;
  }

  /** In the order of the switches. */
  int[] options() {
    return options;
  }

  int option(String choice) {
    return options[all.index(choice)];
  }
}
