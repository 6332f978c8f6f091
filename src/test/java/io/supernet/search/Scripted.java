package io.supernet.search;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Proposes these generations, whatever it is asked. */
final class Scripted implements SearchStrategy {
  private final Deque<List<Architecture>> generations = new ArrayDeque<>();
  final List<List<Evaluation>> heard = new ArrayList<>();
  final List<Integer> asked = new ArrayList<>();

  @SafeVarargs
  Scripted(List<Architecture>... generations) {
    for (List<Architecture> generation : generations) {
      this.generations.add(generation);
    }
  }

  @Override
  public List<Architecture> propose(int most) {
    asked.add(most);
    return generations.isEmpty() ? List.of() : generations.remove();
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    heard.add(evaluations);
  }
}
