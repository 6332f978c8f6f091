package io.supernet.pipeline;

import io.supernet.Fingerprint;
import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.run.TournamentOptions.Start;
import io.supernet.space.Architecture;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Delegation;
import io.supernet.train.Together;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingOptions;
import io.supernet.train.TrainingSite;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains architectures alone, one after another, and remembers how far each is trained. */
final class RetrainPhase {

  private final Run run;
  private final Start start;
  private boolean told;

  /** Trainings that begin as the run's options say. */
  RetrainPhase(Run run) {
    this(run, run.options().tournament().start());
  }

  /** Trainings that begin with these weights. */
  RetrainPhase(Run run, Start start) {
    this.run = run;
    this.start = start;
  }

  /** To the end. */
  List<Retrained> run(List<Architecture> architectures, Progress progress) {
    int epochs = run.options().alone().epochs();
    List<Evaluation> evaluations =
        run.extensions().trainsElsewhere()
            ? together("retrain " + architectures.size(), architectures, epochs, progress)
            : evaluations(architectures, epochs, run.trainingSite(), progress);
    return evaluations.stream()
        .map(evaluation -> new Retrained(key(evaluation.architecture()), evaluation))
        .toList();
  }

  /** Whether it was trained to the end before. */
  boolean isTrained(Architecture architecture) {
    int whole = run.options().alone().epochs();
    try (AloneJournals journals = new AloneJournals(run.layout(), whole)) {
      return journals
          .find(key(architecture), whole)
          .filter(e -> e.failed() || isDone(key(architecture), whole))
          .isPresent();
    }
  }

  /** As far as a round of a tournament goes; all of them are one piece of work. */
  List<Evaluation> round(List<Architecture> architectures, int epochs, Progress progress) {
    String what =
        Text.of(
            "tournament: %d for %d %s",
            architectures.size(), epochs, epochs == 1 ? "epoch" : "epochs");
    return together(what, architectures, epochs, progress);
  }

  private List<Evaluation> together(
      String what, List<Architecture> architectures, int epochs, Progress progress) {
    progress.begin(what, architectures.size() * steps(epochs));
    List<Evaluation> evaluations =
        evaluations(architectures, epochs, new Together(run.trainingSite()), progress);
    long failed = evaluations.stream().filter(Evaluation::failed).count();
    progress.end(
        failed == 0
            ? Text.of("%d trained", evaluations.size())
            : Text.of("%d of %d diverged", failed, evaluations.size()));
    return evaluations;
  }

  /** In the order of the architectures. */
  private List<Evaluation> evaluations(
      List<Architecture> architectures, int epochs, TrainingSite site, Progress progress) {
    List<Architecture> distinct = architectures.stream().distinct().toList();
    Map<Architecture, Evaluation> known = new HashMap<>();
    int whole = run.options().alone().epochs();
    try (AloneJournals journals = new AloneJournals(run.layout(), whole)) {
      distinct.forEach(
          architecture ->
              journals
                  .find(key(architecture), epochs)
                  // Of who drops out the result is kept, and no checkpoint.
                  .filter(e -> e.failed() || epochs < whole || isDone(key(architecture), whole))
                  .ifPresent(e -> known.put(architecture, e)));
      List<TrainingJob> jobs =
          distinct.stream()
              .filter(architecture -> !known.containsKey(architecture))
              .map(
                  architecture ->
                      job(
                          architecture,
                          distinct.indexOf(architecture) + 1 + "/" + distinct.size(),
                          epochs))
              .toList();
      if (!jobs.isEmpty() && !told) {
        told = true;
        run.options().alone().shortened().ifPresent(how -> progress.note("alone: " + how));
      }
      Delegation.run(
          run.extensions().executor(1),
          jobs,
          site,
          result -> {
            Evaluation evaluation = result.evaluation();
            String title = "retrain " + run.definition().format(evaluation.architecture());
            if (evaluation.failed()) {
              progress.note("warning: " + title + ": " + evaluation.failure());
            } else if (!isDone(result.job(), epochs)) {
              throw new SupernetException(
                  Kind.USAGE,
                  Text.of(
                      "The executor told a result of '%s' and left no last checkpoint in '%s'; put it there before.",
                      title, run.layout().aloneCheckpoints(result.job())));
            }
            journals.append(result.job(), epochs, evaluation);
            known.put(evaluation.architecture(), evaluation);
          },
          progress);
    }
    return architectures.stream().map(known::get).toList();
  }

  /** Deletes what a training that does not go on has left, unless it came to its end before. */
  void dropWeights(Architecture architecture) {
    String key = key(architecture);
    if (!isDone(key, run.options().alone().epochs())) {
      AtomicFiles.discard(run.layout().aloneCheckpoints(key));
    }
  }

  /** The trained model, opened from its last checkpoint. The caller closes it. */
  StandAlone open(Retrained retrained) {
    try (Opened opened = new Opened()) {
      TrainingJob job = job(retrained.architecture(), "", run.options().alone().epochs());
      StandAlone model = opened.add(run.trainingSite().build(job));
      model.restore(prefix(retrained));
      opened.keep();
      return model;
    }
  }

  /** Where the TensorFlow checkpoint files of a trained model are. */
  Path prefix(Retrained retrained) {
    return Trainer.prefix(last(retrained.key()).orElseThrow());
  }

  private TrainingJob job(Architecture architecture, String which, int epochs) {
    String key = key(architecture);
    return new TrainingJob(
        key,
        "retrain " + which,
        architecture,
        run.options().alone(),
        epochs,
        run.streams().seed("retrain/" + key, 0),
        run.options().threads(),
        inherits(),
        run.layout().within(run.layout().aloneCheckpoints(key)));
  }

  private boolean inherits() {
    return start == Start.INHERITED;
  }

  /** Whether what so many epochs gave is there, not only an earlier checkpoint. */
  private boolean isDone(String key, int epochs) {
    return last(key).filter(last -> last.step() >= steps(epochs)).isPresent();
  }

  private Optional<Checkpoint> last(String key) {
    return new Checkpoints(run.layout().aloneCheckpoints(key)).latest();
  }

  private long steps(int epochs) {
    TrainingOptions options = run.options().alone();
    return Trainer.steps(options, run.data().train().size()) / options.epochs() * epochs;
  }

  /** Of a training from these first weights with these options. */
  private String key(Architecture architecture) {
    Fingerprint training =
        Fingerprint.of("alone", 1).withAll("architecture", architecture.choices().asList());
    return run.options()
        .alone()
        .addTo(inherits() ? training.with("start", "inherited") : training)
        .hex()
        .substring(0, 12);
  }
}
