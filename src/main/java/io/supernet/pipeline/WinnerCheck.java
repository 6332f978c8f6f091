package io.supernet.pipeline;

import io.supernet.data.DataSet;
import io.supernet.evaluate.Cautions;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.run.Run;
import io.supernet.tournament.Tournament.Standing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether one who gives the same answer to everything is as good as what a run comes to. */
final class WinnerCheck {

  private final Run run;
  private final Metric metric;

  WinnerCheck(Run run) {
    this.run = run;
    this.metric = run.definition().task().metric();
  }

  /** What to know before anything is trained. */
  Optional<String> beforehand() {
    DataSet validation = run.data().validation();
    return SearchPhase.cautions(metric, validation)
        .map(Cautions::ofExamples)
        .orElseGet(() -> Cautions.ofConstant(metric, SearchPhase.constant(run, validation)));
  }

  /**
   * What to know of the winner.
   *
   * @param alone how it came out on validation examples
   * @param test the same on test examples
   */
  List<String> of(Optional<Standing> alone, Optional<Evaluation> test) {
    return Stream.concat(
            alone
                .map(Standing::evaluation)
                .flatMap(e -> of("validation", e, run.data().validation()))
                .stream(),
            test.flatMap(e -> of("test", e, run.data().test())).stream())
        .toList();
  }

  private Optional<String> of(String part, Evaluation evaluation, DataSet examples) {
    Double value = evaluation.metrics().get(metric.name());
    return value == null
        ? Optional.empty()
        : Cautions.ofWinner(metric, part, value, SearchPhase.constant(run, examples));
  }
}
