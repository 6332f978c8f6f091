package io.supernet.space;

/** How the architectures of one space are written as text, on one line. */
public interface Notation {

  /** The text of an architecture of the space. */
  String format(SearchSpace space, Architecture architecture);

  /**
   * The architecture that a text stands for.
   *
   * @throws io.supernet.SupernetException if the text is not an architecture of the space
   */
  Architecture parse(SearchSpace space, String text);
}
