package io.supernet.remote;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.supernet.Failures;
import io.supernet.Opened;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.pipeline.InheritedScores;
import io.supernet.pipeline.SupernetTraining;
import io.supernet.run.Extensions;
import io.supernet.run.Run;
import io.supernet.study.compare.Comparison;
import io.supernet.study.compare.MethodComparison;
import io.supernet.text.Json;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingSite;
import io.supernet.work.Job;
import io.supernet.work.Performer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Does jobs of the runs in a folder, in this process. The network and the examples of a run are
 * read when its first job comes, and its supernet is restored when the first evaluation does.
 */
final class RunJobs implements Performer, AutoCloseable {

  /** Which supernet of a run. */
  private record Numbered(int number) {}

  private final Path shared;
  private final Opened opened = new Opened();
  private final Map<String, Run> runs = new HashMap<>();

  /** One of a run, as it reads the weights of a supernet once. */
  private final Map<String, TrainingSite> sites = new HashMap<>();

  private final Map<String, Evaluator> scores = new HashMap<>();

  /** Of the runs in this folder, or of the one that it is. */
  RunJobs(Path shared) {
    this.shared = shared;
  }

  @Override
  public JsonObject perform(Job job, LongConsumer steps) throws JobFailure {
    steps.accept(0);
    try {
      return done(job, steps);
    } catch (SupernetException e) {
      if (e.kind() == Kind.NUMERIC) {
        throw new JobFailure(Failures.why(e));
      }
      throw e;
    }
  }

  private JsonObject done(Job job, LongConsumer steps) throws JobFailure {
    switch (job.kind()) {
      case Jobs.TRAINING -> {
        TrainingJob training = body(job, TrainingJob.class);
        return json(
            sites
                .computeIfAbsent(job.place(), p -> run(job).trainingSite())
                .train(training, told(steps)));
      }
      case Jobs.SUPERNET -> {
        int number = body(job, Numbered.class).number();
        new SupernetTraining(run(job), number).train(told(steps)).close();
        return new JsonObject();
      }
      case Jobs.EVALUATION -> {
        RemoteEvaluator.Asked asked = body(job, RemoteEvaluator.Asked.class);
        try {
          return json(scores(job, asked).evaluate(List.of(asked.architecture())).get(0));
        } catch (EvaluationException e) {
          throw new JobFailure(Failures.why(e));
        }
      }
      case Jobs.TRIAL -> {
        Path trial = folder(job);
        if (MethodComparison.isIn(trial.getParent())) {
          MethodComparison.runTrial(trial, Extensions.NONE, told(steps));
        } else {
          Comparison.runTrial(trial, Extensions.NONE, told(steps));
        }
        return new JsonObject();
      }
      default ->
          throw new SupernetException(
              Kind.USAGE,
              Text.of(
                  "This worker does not know jobs of the kind '%s'; take the Supernet that hands them out.",
                  job.kind()));
    }
  }

  private static Progress told(LongConsumer steps) {
    return event -> {
      if (event instanceof Progress.Advanced advanced) {
        steps.accept(advanced.done());
      }
    };
  }

  private static <T> T body(Job job, Class<T> type) throws JobFailure {
    try {
      T body = Json.LINE.fromJson(job.body(), type);
      if (body != null) {
        return body;
      }
    } catch (JsonParseException | SupernetException e) {
      throw new JobFailure(Text.of("it is no %s: %s", job.kind(), e));
    }
    throw new JobFailure("it is empty");
  }

  private static JsonObject json(Object result) {
    return Json.LINE.toJsonTree(result).getAsJsonObject();
  }

  private Run run(Job job) {
    return runs.computeIfAbsent(
        job.place(),
        place -> {
          Path folder = folder(job);
          Run run = opened.add(Run.builder(folder).beside());
          if (!run.manifest().definitionHash().equals(job.definition())
              || !Jobs.data(run.manifest()).equals(job.data())) {
            throw new SupernetException(
                Kind.RUN,
                Text.of(
                    "Folder '%s' holds another run than the one that the job is of; share the folder of that one.",
                    folder));
          }
          return run;
        });
  }

  /** By the weights that are asked for: those of a supernet that was trained again are others. */
  private Evaluator scores(Job job, RemoteEvaluator.Asked asked) {
    return scores.computeIfAbsent(
        String.join(" ", job.place(), asked.policy().name(), asked.weights()),
        key -> {
          Run run = run(job);
          if (!Weights.of(run).equals(asked.weights())) {
            throw new SupernetException(
                Kind.RUN,
                Text.of(
                    "The supernet in folder '%s' has other weights than those that the job is of; share the folder of that run.",
                    run.path()));
          }
          return opened.add(InheritedScores.restored(run, asked.policy()));
        });
  }

  private Path folder(Job job) {
    return job.place().isEmpty() ? shared : shared.resolve(job.place());
  }

  @Override
  public void close() {
    opened.close();
  }
}
