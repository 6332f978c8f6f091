package io.supernet.pipeline;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationContract;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.TolerantEvaluator;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers every evaluation in a journal and never makes one twice, also not after a restart.
 * Those that failed are made once more after a restart: the reason may be gone. Of an
 * architecture's entries in the journal the last one counts.
 */
final class JournaledEvaluator implements Evaluator {

  private final Evaluator evaluator;
  private final Journal<Evaluation> journal;
  private final Map<Architecture, Evaluation> known;
  private final Set<Evaluation> failed;

  JournaledEvaluator(Evaluator evaluator, Journal<Evaluation> journal) {
    this.evaluator = evaluator;
    this.journal = journal;
    this.known = judged(journal);
    this.failed = failed(journal);
  }

  /**
   * One that takes failures of the evaluator as results.
   *
   * @param before what has to be done before the evaluator is asked, each time; what it throws says
   *     nothing of an architecture and ends the call
   */
  static JournaledEvaluator tolerant(
      Runnable before, Evaluator evaluator, Journal<Evaluation> journal) {
    Set<Architecture> failed =
        failed(journal).stream().map(Evaluation::architecture).collect(Collectors.toSet());
    Evaluator tolerant =
        new TolerantEvaluator(
            some -> EvaluationContract.checked(evaluator, some, evaluator.evaluate(some)), failed);
    return new JournaledEvaluator(
        architectures -> {
          before.run();
          return tolerant.evaluate(architectures);
        },
        journal);
  }

  /** What a journal knows of those that could be judged. */
  static Map<Architecture, Evaluation> judged(Journal<Evaluation> journal) {
    return Evaluation.lastOfEach(journal.records()).stream()
        .filter(evaluation -> !evaluation.failed())
        .collect(Collectors.toMap(Evaluation::architecture, evaluation -> evaluation));
  }

  /** What a journal says of those that could not be judged. */
  static Set<Evaluation> failed(Journal<Evaluation> journal) {
    return Evaluation.lastOfEach(journal.records()).stream()
        .filter(Evaluation::failed)
        .collect(Collectors.toSet());
  }

  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    List<Architecture> fresh = architectures.stream().filter(a -> !known.containsKey(a)).toList();
    if (!fresh.isEmpty()) {
      List<Evaluation> made = evaluator.evaluate(fresh);
      // What fails again as before is in the journal already.
      journal.appendAll(made.stream().filter(evaluation -> !failed.contains(evaluation)).toList());
      made.forEach(evaluation -> known.put(evaluation.architecture(), evaluation));
    }
    List<Evaluation> all = new ArrayList<>();
    architectures.forEach(architecture -> all.add(known.get(architecture)));
    return all;
  }
}
