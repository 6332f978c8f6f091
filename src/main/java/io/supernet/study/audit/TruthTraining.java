package io.supernet.study.audit;

import io.supernet.Fingerprint;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Journal;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Trains architectures alone, each several times, several at once on a thread each, and judges them
 * on validation examples. What is trained is written to a journal at once; what was interrupted
 * goes on from its last checkpoint.
 *
 * @param definition the network
 * @param data to train and judge on
 * @param options of each training
 * @param streams from which the seeds of all trainings come
 * @param folder where {@code truth.jsonl} is kept
 * @param workers number of trainings at once, at least 1
 * @param between least time between two checkpoints of a training
 * @param inherited gives the weights of a supernet to begin with, by name; null to begin with new
 *     ones
 */
record TruthTraining(
    Definition definition,
    Split data,
    TrainingOptions options,
    RandomStreams streams,
    Path folder,
    int workers,
    Duration between,
    Supplier<Map<String, float[]>> inherited) {

  private static final String JOURNAL = "truth.jsonl";

  /** One training: of an architecture, with a seed from 1. */
  private record Job(Architecture architecture, String key, int seed) {
    String name() {
      return key + "-" + seed;
    }
  }

  /** The same with other options and weights to begin with. */
  public TruthTraining from(TrainingOptions other, Supplier<Map<String, float[]>> weights) {
    return new TruthTraining(definition, data, other, streams, folder, workers, between, weights);
  }

  /**
   * Trains what is not trained yet.
   *
   * @param seeds how often each is trained, at least 1
   * @return the trainings of each architecture, in the order of the seeds, with those that diverged
   */
  public List<List<Trained>> run(List<Architecture> architectures, int seeds, Progress progress) {
    AtomicFiles.createDirectories(folder);
    List<Job> jobs = new ArrayList<>();
    // All once, then all again: the first seeds of all say more than all seeds of the first.
    for (int seed = 1; seed <= seeds; seed++) {
      for (Architecture architecture : architectures) {
        jobs.add(new Job(architecture, key(architecture), seed));
      }
    }
    Map<String, Trained> trained;
    try (Journal<Trained> journal = Journal.open(folder.resolve(JOURNAL), Trained.class)) {
      Set<String> done =
          journal.records().stream().map(TruthTraining::name).collect(Collectors.toSet());
      // Those that a process left that was killed before it had deleted them.
      done.forEach(name -> AtomicFiles.deleteRecursively(checkpoints(name)));
      List<Job> left = jobs.stream().filter(job -> !done.contains(job.name())).toList();
      if (!left.isEmpty()) {
        train(left, journal, progress);
      }
      trained =
          journal.records().stream()
              .collect(Collectors.toMap(TruthTraining::name, Function.identity(), (a, b) -> a));
    }
    return architectures.stream()
        .map(a -> jobs.stream().filter(j -> j.architecture.equals(a)).map(Job::name))
        .map(names -> names.map(trained::get).toList())
        .toList();
  }

  private void train(List<Job> jobs, Journal<Trained> journal, Progress progress) {
    long steps = Trainer.steps(options, data.train().size());
    List<Architecture> architectures = jobs.stream().map(Job::architecture).distinct().toList();
    double seconds = new TrainingClock(this).secondsEach(architectures, steps, progress);
    progress.note(
        Text.of(
            "audit: %d trainings of %,d steps, about %s on %d %s",
            jobs.size(),
            steps,
            Text.duration(seconds * Math.ceil((double) jobs.size() / workers)),
            workers,
            workers == 1 ? "thread" : "threads"));
    progress.begin("train alone", jobs.size() * steps);
    List<Workers.Task> tasks =
        jobs.stream().<Workers.Task>map(job -> heard -> train(job, journal, heard)).toList();
    new Workers(workers).run(tasks, progress);
    progress.end(jobs.size() + " trainings");
  }

  private void train(Job job, Journal<Trained> journal, Progress heard) {
    Path place = checkpoints(job.name());
    journal.append(train(job, new Checkpoints(place), heard));
    AtomicFiles.deleteRecursively(place);
  }

  private Path checkpoints(String name) {
    return folder.resolve("checkpoints").resolve(name);
  }

  private Trained train(Job job, Checkpoints checkpoints, Progress heard) {
    long begin = System.nanoTime();
    RandomStreams own = new RandomStreams(streams.seed("audit/" + job.key, job.seed));
    Evaluation evaluation;
    try (StandAlone model = build(job.architecture, own.seed("weights", 0))) {
      if (inherited != null) {
        model.inherit(inherited.get());
      }
      new Trainer(model, options, own, checkpoints, between, TruthTraining::advice)
          .run(job.name(), heard);
      evaluation = model.evaluate(Part.VALIDATION);
    } catch (SupernetException e) {
      if (e.kind() != Kind.NUMERIC) {
        throw new SupernetException(
            e.kind(),
            Text.of(
                "Training of %s alone, seed %d: %s",
                definition.format(job.architecture), job.seed, e.getMessage()),
            e);
      }
      // It would diverge again at every resume: this is its result, and the others continue.
      evaluation = Evaluation.failed(job.architecture, e.getMessage());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return Trained.of(job.key, job.seed, evaluation, seconds);
  }

  /** Its checkpoints are not kept. */
  private static String advice(Path good, double rate) {
    return "an audit trains as 'supernet retrain' does, so give that a smaller '--retrain-learning-rate' first";
  }

  /** An architecture alone on one thread. */
  StandAlone build(Architecture architecture, long seed) {
    return StandAlone.build(
        definition,
        architecture,
        data,
        new ModelOptions(seed, options.optimization(), options.augment(), BatchNormMode.BATCH, 1)
            .withCutout(options.cutout()));
  }

  private static String name(Trained trained) {
    return trained.key() + "-" + trained.seed();
  }

  /** Trainings with other options are others. */
  private String key(Architecture architecture) {
    Fingerprint training =
        Fingerprint.of("truth", 1)
            .withAll("architecture", architecture.choices().asList())
            .with("inherited", inherited != null);
    return options.addTo(training).hex().substring(0, 12);
  }
}
