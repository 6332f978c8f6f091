package io.supernet.search;

import io.supernet.Progress;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it hears. */
final class Diary implements Progress {
  final List<String> lines = new ArrayList<>();

  @Override
  public void hear(Event event) {
    if (event instanceof Begun begun) {
      lines.add(begun.phase() + " of " + begun.total());
    } else if (event instanceof Advanced advanced) {
      lines.add(advanced.done() + ": " + advanced.status().text());
    } else if (event instanceof Ended ended) {
      lines.add(ended.summary());
    }
  }
}
