package io.supernet.study.audit;

import com.google.common.collect.Maps;
import io.supernet.Fingerprint;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Journal;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Delegation;
import io.supernet.train.LocalSite;
import io.supernet.train.Together;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Trains architectures alone, each several times, several at once on a thread each, and judges them
 * on validation examples. What is trained is written to a journal at once; what was interrupted
 * goes on from its last checkpoint.
 *
 * @param run whose architectures they are
 * @param site where they are trained, if it is this process
 * @param options of each training
 * @param workers number of trainings at once, at least 1, if it is this process
 * @param inherits whether they begin with the weights of the run's supernet
 */
record TruthTraining(
    Run run, LocalSite site, TrainingOptions options, int workers, boolean inherits) {

  private static final String JOURNAL = "truth.jsonl";

  /** One training: of an architecture, with a seed from 1. */
  private record Job(Architecture architecture, String key, int seed) {
    String name() {
      return key + "-" + seed;
    }
  }

  /** The same with other options and weights to begin with. */
  public TruthTraining from(TrainingOptions other, boolean inherited) {
    return new TruthTraining(run, site, other, workers, inherited);
  }

  /**
   * Trains what is not trained yet.
   *
   * @param seeds how often each is trained, at least 1
   * @return the trainings of each architecture, in the order of the seeds, with those that diverged
   */
  public List<List<Trained>> run(List<Architecture> architectures, int seeds, Progress progress) {
    AtomicFiles.createDirectories(folder());
    List<Job> jobs = new ArrayList<>();
    // All once, then all again: the first seeds of all say more than all seeds of the first.
    for (int seed = 1; seed <= seeds; seed++) {
      for (Architecture architecture : architectures) {
        jobs.add(new Job(architecture, key(architecture), seed));
      }
    }
    Map<String, Trained> trained;
    try (Journal<Trained> journal = Journal.open(folder().resolve(JOURNAL), Trained.class)) {
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
    long steps = Trainer.steps(options, run.data().train().size());
    String work = Text.of("audit: %d trainings of %,d steps", jobs.size(), steps);
    if (run.extensions().trainsElsewhere()) {
      progress.note(work + " by the executor that was given; '--workers' has no say there");
    } else {
      List<Architecture> architectures = jobs.stream().map(Job::architecture).distinct().toList();
      double seconds = new TrainingClock(this).secondsEach(architectures, steps, progress);
      progress.note(
          Text.of(
              "%s, about %s on %d %s",
              work,
              Text.duration(seconds * Math.ceil((double) jobs.size() / workers)),
              workers,
              workers == 1 ? "thread" : "threads"));
    }
    progress.begin("train alone", jobs.size() * steps);
    Map<String, Job> byName = Maps.uniqueIndex(jobs, Job::name);
    Delegation.run(
        run.extensions().executor(workers),
        jobs.stream().map(this::training).toList(),
        new Together(site),
        result -> {
          Job job = byName.get(result.job());
          journal.append(new Trained(job.key, job.seed, result.seconds(), result.evaluation()));
          AtomicFiles.deleteRecursively(checkpoints(result.job()));
        },
        progress);
    progress.end(jobs.size() + " trainings");
  }

  private TrainingJob training(Job job) {
    return new TrainingJob(
        job.name(),
        job.name(),
        job.architecture,
        options,
        options.epochs(),
        run.streams().seed("audit/" + job.key, job.seed),
        1,
        inherits,
        run.layout().within(checkpoints(job.name())));
  }

  private Path folder() {
    return run.layout().audit();
  }

  private Path checkpoints(String name) {
    return folder().resolve("checkpoints").resolve(name);
  }

  /** An architecture alone on one thread, for a look at its speed. */
  StandAlone build(Architecture architecture) {
    return site.build(training(new Job(architecture, key(architecture), 1)));
  }

  private static String name(Trained trained) {
    return trained.key() + "-" + trained.seed();
  }

  /** Trainings with other options are others. */
  private String key(Architecture architecture) {
    Fingerprint training =
        Fingerprint.of("truth", 1)
            .withAll("architecture", architecture.choices().asList())
            .with("inherited", inherits);
    return options.addTo(training).hex().substring(0, 12);
  }
}
