package io.supernet.train;

import io.supernet.Failures;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Metric;
import io.supernet.network.Task;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.LearningSampler.Preferences;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Part;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One training on its way from the latest checkpoint to the last step. */
final class TrainingLoop {

  private static final int MOST_ROLLBACKS = 3;

  private static final Preferences NONE = new Preferences(List.of(), "");

  /** Within an epoch, checkpoints are made more seldom than at its end. */
  private static final int WITHIN_EPOCH = 10;

  private static final long WITHIN_EPOCH_NANOS = 60_000_000_000L;

  /** The training has collapsed; the message says how. */
  private static final class Collapse extends Exception {
    private static final long serialVersionUID = 1;

    Collapse(String how) {
      super(how);
    }
  }

  private final Trainer trainer;
  private final PathSampler sampler;
  private final @Nullable Course course;
  private final Progress progress;
  private final long until;
  private final SearchSpace space;
  private TrainingState state;
  private Preferences preferences = NONE;
  private int rollbacks;
  private long saved = System.nanoTime();

  /** Until this step of the training. */
  TrainingLoop(Trainer trainer, @Nullable Course course, long until, Progress progress) {
    this.trainer = trainer;
    this.until = until;
    this.sampler = trainer.sampler;
    this.course = course;
    this.progress = progress;
    this.space = trainer.model.definition().space();
    Task task = trainer.model.definition().task();
    this.state = TrainingState.fresh(space, task.prediction().form().guess());
  }

  Checkpoint run(String name, Optional<Checkpoint> last) {
    // The first weights are a checkpoint too: there is always one to go back to.
    Checkpoint latest = last.orElseGet(this::save);
    goOnFrom(latest);
    if (course != null) {
      course.resume(state);
    }
    rollbacks = state.rest.rollbacks;
    progress.begin(name, until);
    if (state.step > 0 && atEpochEnd() && sampler instanceof LearningSampler learning) {
      learn(learning); // What an interruption has left undone of it.
    }
    if (state.rest.ended > 0) {
      latest = skip(); // It ended before this part of it.
    }
    while (state.step < until) {
      try {
        latest = advance().orElse(latest);
      } catch (Collapse e) {
        goBack(Failures.why(e));
      }
    }
    long epochs = until / trainer.batches.stepsPerEpoch();
    progress.end(
        Text.of(
            "loss %.3f, %d %s%s%s",
            state.rest.losses.mean(),
            epochs,
            epochs == 1 ? "epoch" : "epochs",
            trainer.stopping.map(stopping -> stopping.text(state)).orElse(""),
            halvings()));
    if (course != null) {
      progress.note(Course.updates(state.counts));
    }
    return latest;
  }

  /** What is left counts as done. */
  private Checkpoint skip() {
    state.step = until;
    return save();
  }

  private void goOnFrom(Checkpoint checkpoint) {
    state = TrainingState.of(checkpoint, space);
    trainer.stopping.ifPresent(stopping -> stopping.restore(checkpoint, state));
    trainer.model.restore(Trainer.prefix(checkpoint));
    preferences = NONE;
    if (sampler instanceof LearningSampler learning) {
      learning.restore(space, checkpoint.path());
      if (state.rest.learned > 0) {
        preferences = learning.preferences(space, trainer.streams);
      }
    }
    if (course != null) {
      course.begin(state);
    }
  }

  /** One step and what is due after it; the checkpoint, if one was. */
  private Optional<Checkpoint> advance() throws Collapse {
    step();
    boolean epochEnd = atEpochEnd();
    if (epochEnd && sampler instanceof LearningSampler learning) {
      learn(learning);
    }
    if (epochEnd && trainer.stopping.isPresent()) {
      judge(trainer.stopping.get());
    }
    if (course != null) {
      write(course, epochEnd);
    }
    Optional<Checkpoint> checkpoint = Optional.empty();
    if (state.step == until || (due(epochEnd) && state.rest.losses.calm())) {
      checkpoint = Optional.of(check());
    }
    report("");
    return checkpoint;
  }

  private void judge(EarlyStopping stopping) {
    boolean ends = stopping.ends(state);
    if (ends || state.step == trainer.steps) {
      stopping.back();
      state.rest.ended = state.step;
      state.step = until;
    }
  }

  private void write(Course course, boolean epochEnd) {
    int batch = Math.min(trainer.options.batch(), trainer.model.size(Part.TRAIN));
    double rate = rate(state.step - 1);
    if (course.due(epochEnd) || state.step == until) {
      course.probe(state, trainer.steps, batch, rate, preferences.entropies());
    } else if (course.due(state.step, trainer.steps)) {
      course.record(state, trainer.steps, batch, rate, preferences.entropies());
    }
  }

  private boolean atEpochEnd() {
    return state.step % trainer.batches.stepsPerEpoch() == 0;
  }

  private boolean due(boolean epochEnd) {
    long waited = System.nanoTime() - saved;
    long between = trainer.between.toNanos();
    return epochEnd
        ? waited >= between
        : waited >= Math.max(WITHIN_EPOCH_NANOS, WITHIN_EPOCH * between);
  }

  private void step() throws Collapse {
    long began = System.nanoTime();
    long step = state.step;
    List<Architecture> paths = PathContract.next(sampler, space, step, trainer.streams);
    int[] batch = trainer.batches.batch(step);
    trainer.model.prepare(trainer.batches.batch(step + 1));
    long crops = trainer.streams.seed("augment", step);
    float loss =
        paths.size() == 1
            ? trainer.model.step(paths.get(0), batch, rate(step), crops)
            : trainer.model.step(paths, sampler.together(), batch, rate(step), crops);
    paths.forEach(state.counts::add);
    state.step++;
    state.rest.passes += paths.size();
    if (course != null) {
      course.stepped(System.nanoTime() - began);
    }
    Optional<String> collapse = state.rest.losses.add(loss);
    if (collapse.isPresent()) {
      throw new Collapse(collapse.get());
    }
  }

  private double rate(long step) {
    return trainer.schedule.rate(step) * Math.pow(0.5, rollbacks);
  }

  /** The phase of the sampler after an epoch; one that was interrupted goes on where it was. */
  private void learn(LearningSampler learning) {
    long epoch = state.step / trainer.batches.stepsPerEpoch();
    long updates = epoch * learning.updates();
    while (state.rest.learned < updates) {
      learning.learn(space, state.rest.learned, this::reward, trainer.streams);
      state.rest.learned++;
      report(", sampler's update " + state.rest.learned + "/" + updates);
    }
    preferences = learning.preferences(space, trainer.streams);
    boolean alarming = !preferences.alarm().isEmpty();
    if (alarming && !state.rest.alarmed) {
      tell(TrainingRecord.ALARM, preferences.alarm());
    }
    state.rest.alarmed = alarming;
  }

  /**
   * The first metric on as many validation examples as a training batch has; 0, as for a path that
   * fails, if it is below: else a metric without a least value would make the sampler prefer those.
   */
  private double reward(Architecture architecture, long draw) {
    int size = trainer.model.size(Part.VALIDATION);
    RandomGenerator random = trainer.streams.stream("reward", draw);
    int[] rows =
        IntStream.range(0, Math.min(size, trainer.options.batch()))
            .map(i -> random.nextInt(size))
            .toArray();
    try {
      Metric metric = trainer.model.definition().task().metrics().get(0);
      Evaluation judged = trainer.model.evaluate(architecture, Part.VALIDATION, rows);
      // Of float32, as the sums once were: the seeds of former trainings give the same ones still.
      return judged.failed() ? 0 : Math.max(0, (float) -metric.cost(judged));
    } catch (EvaluationException e) {
      return 0; // The sampler learns to leave it.
    }
  }

  private void goBack(String how) {
    Checkpoint good = trainer.checkpoints.latest().orElseThrow();
    String what = Text.of("%s at step %d of %d", how, state.step, trainer.steps);
    if (rollbacks == MOST_ROLLBACKS) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "Training diverged: %s, after %d returns to a checkpoint, each with half the learning rate; %s.",
              what,
              MOST_ROLLBACKS,
              trainer.advice.of(
                  good.path(), trainer.options.learningRate() * Math.pow(0.5, rollbacks))));
    }
    long passes = state.rest.passes;
    goOnFrom(good);
    state.rest.passes = passes; // They were made, though in vain.
    rollbacks++;
    state.rest.rollbacks = rollbacks;
    tell(
        TrainingRecord.ROLLBACK,
        Text.of(
            "%s; back to step %d with half the learning rate (%d of %d times)",
            what, good.step(), rollbacks, MOST_ROLLBACKS));
  }

  private void tell(String event, String note) {
    progress.note(note);
    if (course != null) {
      course.event(event, state, trainer.steps, rate(state.step), note);
    }
  }

  private void report(String more) {
    try {
      long epoch = (state.step - 1) / trainer.batches.stepsPerEpoch() + 1;
      double loss = state.rest.losses.mean();
      int epochs = trainer.options.epochs();
      String measured = course == null ? "" : course.status();
      String text =
          Text.of("epoch %d/%d, loss %.3f%s%s%s", epoch, epochs, loss, measured, halvings(), more);
      progress.advance(
          state.step,
          new TrainingStatus(epoch, epochs, loss, rate(state.step - 1), rollbacks, text));
    } catch (CancellationException e) {
      // At the last step the sampler may have more to learn: what is saved there counts as done.
      if (state.step < until && state.rest.losses.calm() && trainer.model.finite()) {
        save();
      }
      throw e;
    }
  }

  private String halvings() {
    return rollbacks == 0 ? "" : ", learning rate halved " + rollbacks + " times";
  }

  private Checkpoint check() throws Collapse {
    if (!trainer.model.finite()) {
      throw new Collapse("a weight is not finite");
    }
    return save();
  }

  private Checkpoint save() {
    Checkpoint checkpoint =
        trainer.checkpoints.save(
            state.step,
            folder -> {
              trainer.model.save(Trainer.prefix(new Checkpoint(state.step, folder)));
              state.save(folder);
              trainer.stopping.ifPresent(stopping -> stopping.save(folder));
              if (sampler instanceof LearningSampler learning) {
                learning.save(space, folder);
              }
            });
    saved = System.nanoTime();
    return checkpoint;
  }
}
