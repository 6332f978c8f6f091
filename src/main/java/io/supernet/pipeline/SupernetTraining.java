package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.Text;
import io.supernet.evaluate.EvaluationException;
import io.supernet.network.Definition;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.train.Course;
import io.supernet.train.Trainer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The training of one of the supernets of a run.
 *
 * @param run which is not changed
 * @param number of the supernet, from 1
 */
@API(status = INTERNAL)
public record SupernetTraining(Run run, int number) {

  /** What it came to; nothing as long as it has not come to its end. */
  Optional<Checkpoint> done() {
    return checkpoints().latest().filter(last -> last.step() >= steps());
  }

  /** Steps of the whole training. */
  long steps() {
    return Trainer.steps(run.options().supernet(), run.data().train().size());
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(run.layout().supernetCheckpoints(number));
  }

  /** Trains it to the end, from its last checkpoint on. The caller closes the model. */
  public Supernet train(Progress progress) {
    RunOptions options = run.options();
    RandomStreams streams = options.supernetStreams(number);
    PathSampler sampler = options.sampling().start(run.definition(), streams, run.extensions());
    try (Opened opened = new Opened()) {
      boolean several = PathContract.count(sampler, run.definition().space()) > 1;
      ModelOptions model = options.supernetModel(number);
      Supernet fresh =
          opened.add(
              Supernet.build(
                  run.definition(), run.data(), several ? model.withAccumulates(true) : model));
      try (Course course = course(fresh)) {
        Duration between = Duration.ofSeconds(options.checkpointSeconds());
        Checkpoint unused =
            new Trainer(fresh, sampler, options.supernet(), streams, checkpoints(), between)
                .run(title(), course, progress);
      }
      opened.keep();
      return fresh;
    } finally {
      if (sampler instanceof LearningSampler learning) {
        learning.close();
      }
    }
  }

  private String title() {
    int all = run.options().supernets();
    return all == 1 ? "train supernet" : Text.of("train supernet %d of %d", number, all);
  }

  private Course course(Supernet trained) {
    List<Architecture> probes = probes(run.definition(), run.streams().stream("probes", 0));
    int size = Math.min(trained.evaluationBatch(), run.data().validation().size());
    int[] rows = IntStream.range(0, size).toArray();
    return new Course(
        run.definition().space(),
        run.layout().training(number),
        number == 1
            ? run.layout().tensorboard()
            : run.layout().tensorboard().resolve("supernet-" + number),
        run.definition().task().metrics().get(0),
        () -> {
          Map<String, Double> figures = new LinkedHashMap<>();
          for (Architecture probe : probes) {
            try {
              trained
                  .evaluate(probe, Part.VALIDATION, rows)
                  .judged()
                  .ifPresent(figure -> figures.put(run.definition().format(probe), figure));
            } catch (EvaluationException e) {
              // It has none, which says nothing of the training.
            }
          }
          return figures;
        });
  }

  /** The smallest, the largest and two random ones. */
  private static List<Architecture> probes(Definition definition, RandomGenerator random) {
    SearchSpace space = definition.space();
    return Stream.of(
            definition.smallest(), definition.largest(), space.sample(random), space.sample(random))
        .distinct()
        .toList();
  }
}
