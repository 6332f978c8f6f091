package io.supernet.pipeline;

import static java.util.Objects.requireNonNull;

import io.supernet.Fingerprint;
import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.Journal;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Delegation;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingOptions;
import io.supernet.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains architectures alone, one after another, and remembers which are done. */
final class RetrainPhase {

  private final Run run;

  RetrainPhase(Run run) {
    this.run = run;
  }

  List<Retrained> run(List<Architecture> architectures, Progress progress) {
    Map<String, Retrained> results = new HashMap<>();
    try (Journal<Retrained> journal = Journal.open(run.layout().retrained(), Retrained.class)) {
      journal.records().stream()
          .filter(r -> r.failed() || isComplete(r.key()))
          .forEach(r -> results.put(r.key(), r));
      List<TrainingJob> jobs = new ArrayList<>();
      for (int i = 0; i < architectures.size(); i++) {
        TrainingJob job = job(architectures.get(i), i + 1 + "/" + architectures.size());
        if (!results.containsKey(job.name())
            && jobs.stream().noneMatch(other -> other.name().equals(job.name()))) {
          jobs.add(job);
        }
      }
      Delegation.run(
          run.extensions().executor(1),
          jobs,
          run.trainingSite(),
          result -> {
            Retrained retrained = new Retrained(result.job(), result.evaluation());
            if (!retrained.failed() && !isComplete(result.job())) {
              throw new SupernetException(
                  Kind.USAGE,
                  Text.of(
                      "The executor told a result of '%s' and left no last checkpoint in '%s'; put it there before.",
                      title(jobs, result), run.layout().aloneCheckpoints(result.job())));
            }
            if (retrained.failed()) {
              progress.note("warning: " + title(jobs, result) + ": " + retrained.failure());
            }
            journal.append(retrained);
            results.put(result.job(), retrained);
          },
          progress);
    }
    return architectures.stream()
        .map(architecture -> requireNonNull(results.get(key(architecture))))
        .toList();
  }

  private static String title(List<TrainingJob> jobs, TrainingResult result) {
    return jobs.stream()
        .filter(job -> job.name().equals(result.job()))
        .findFirst()
        .orElseThrow()
        .title();
  }

  /** The trained model, opened from its last checkpoint. The caller closes it. */
  StandAlone open(Retrained retrained) {
    try (Opened opened = new Opened()) {
      StandAlone model = opened.add(run.trainingSite().build(job(retrained.architecture(), "")));
      model.restore(prefix(retrained));
      opened.keep();
      return model;
    }
  }

  /** Where the TensorFlow checkpoint files of a trained model are. */
  Path prefix(Retrained retrained) {
    return Trainer.prefix(last(retrained.key()).orElseThrow());
  }

  private TrainingJob job(Architecture architecture, String which) {
    TrainingOptions options = run.options().alone();
    String key = key(architecture);
    return new TrainingJob(
        key,
        "retrain " + which,
        architecture,
        options,
        options.epochs(),
        seed(key),
        run.options().threads(),
        false,
        run.layout().within(run.layout().aloneCheckpoints(key)));
  }

  /** Whether the last checkpoint is there, not only an earlier one. */
  private boolean isComplete(String key) {
    return last(key).isPresent();
  }

  private Optional<Checkpoint> last(String key) {
    long steps = Trainer.steps(run.options().alone(), run.data().train().size());
    return checkpoints(key).latest().filter(last -> last.step() >= steps);
  }

  private long seed(String key) {
    return run.streams().seed("retrain/" + key, 0);
  }

  private Checkpoints checkpoints(String key) {
    return new Checkpoints(run.layout().aloneCheckpoints(key));
  }

  private String key(Architecture architecture) {
    Fingerprint training =
        Fingerprint.of("alone", 1).withAll("architecture", architecture.choices().asList());
    return run.options().alone().addTo(training).hex().substring(0, 12);
  }
}
