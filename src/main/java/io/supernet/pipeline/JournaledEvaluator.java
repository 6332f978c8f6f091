package io.supernet.pipeline;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers every evaluation in a journal and never makes one twice, also not after a restart. */
final class JournaledEvaluator implements Evaluator {

  private final Evaluator evaluator;
  private final Journal<Evaluation> journal;
  private final Map<Architecture, Evaluation> known = new HashMap<>();

  JournaledEvaluator(Evaluator evaluator, Journal<Evaluation> journal) {
    this.evaluator = evaluator;
    this.journal = journal;
    journal.records().forEach(evaluation -> known.put(evaluation.architecture(), evaluation));
  }

  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    List<Architecture> fresh = architectures.stream().filter(a -> !known.containsKey(a)).toList();
    List<Evaluation> made = fresh.isEmpty() ? List.of() : evaluator.evaluate(fresh);
    journal.appendAll(made);
    made.forEach(evaluation -> known.put(evaluation.architecture(), evaluation));
    List<Evaluation> all = new ArrayList<>();
    architectures.forEach(architecture -> all.add(known.get(architecture)));
    return all;
  }
}
