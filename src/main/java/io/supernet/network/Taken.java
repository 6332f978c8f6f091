package io.supernet.network;

/** The option of each decision and derived choice that one architecture takes. */
final class Taken {

  private final Definition definition;
  private final int[] switches;

  /** As {@link Definition#switches} gives them. */
  Taken(Definition definition, int[] switches) {
    this.definition = definition;
    this.switches = switches;
  }

  /** In the order of {@link Definition#switches}. */
  int[] switches() {
    return switches;
  }

  int option(String choice) {
    return switches[definition.index(choice)];
  }
}
