package io.supernet.pipeline;

import io.supernet.Failures;
import io.supernet.Fingerprint;
import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.Journal;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Trainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains architectures alone, one after another, and remembers which are done. */
final class RetrainPhase {

  private final Run run;

  RetrainPhase(Run run) {
    this.run = run;
  }

  List<Retrained> run(List<Architecture> architectures, Progress progress) {
    List<Retrained> results = new ArrayList<>();
    try (Journal<Retrained> journal = Journal.open(run.layout().retrained(), Retrained.class)) {
      for (Architecture architecture : architectures) {
        String key = key(architecture);
        Optional<Retrained> done =
            journal.records().stream()
                .filter(r -> r.key().equals(key) && (r.failed() || isComplete(key)))
                .reduce((earlier, later) -> later);
        if (done.isEmpty()) {
          String name = "retrain " + (results.size() + 1) + "/" + architectures.size();
          journal.append(train(name, key, architecture, progress));
        }
        results.add(done.orElseGet(() -> journal.records().get(journal.records().size() - 1)));
      }
    }
    return results;
  }

  /** The trained model, opened from its last checkpoint. The caller closes it. */
  StandAlone open(Retrained retrained) {
    try (Opened opened = new Opened()) {
      StandAlone model = opened.add(build(retrained.architecture(), retrained.key()));
      model.restore(prefix(retrained));
      opened.keep();
      return model;
    }
  }

  /** Where the TensorFlow checkpoint files of a trained model are. */
  Path prefix(Retrained retrained) {
    return Trainer.prefix(last(retrained.key()).orElseThrow());
  }

  private Retrained train(String name, String key, Architecture architecture, Progress progress) {
    try (StandAlone model = build(architecture, key)) {
      RunOptions options = run.options();
      Duration between = Duration.ofSeconds(options.checkpointSeconds());
      new Trainer(
              model, options.alone(), streams(key), checkpoints(key), between, RetrainPhase::advice)
          .run(name, progress);
      return new Retrained(key, model.evaluate(Part.VALIDATION));
    } catch (SupernetException e) {
      if (e.kind() != Kind.NUMERIC) {
        throw e;
      }
      // It would diverge again: this is its result, and the others continue.
      String how = Failures.why(e);
      progress.note("warning: " + name + ": " + how);
      return Retrained.diverged(key, architecture, how);
    }
  }

  private static String advice(Path good, double rate) {
    return Text.of(
        "the last good checkpoint is %s; use a '--retrain-learning-rate' below %s", good, rate);
  }

  private StandAlone build(Architecture architecture, String key) {
    return StandAlone.build(
        run.definition(),
        architecture,
        run.data(),
        run.options().aloneModel(streams(key).seed("weights", 0)));
  }

  /** Whether the last checkpoint is there, not only an earlier one. */
  private boolean isComplete(String key) {
    return last(key).isPresent();
  }

  private Optional<Checkpoint> last(String key) {
    long steps = Trainer.steps(run.options().alone(), run.data().train().size());
    return checkpoints(key).latest().filter(last -> last.step() >= steps);
  }

  private RandomStreams streams(String key) {
    return new RandomStreams(run.streams().seed("retrain/" + key, 0));
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
