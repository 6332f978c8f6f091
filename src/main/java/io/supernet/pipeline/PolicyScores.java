package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.network.BatchNormMode;
import io.supernet.run.Run;
import io.supernet.run.ScoringExecutor;
import io.supernet.space.Architecture;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Journal;
import io.supernet.supernet.Concurrency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Scores of inherited weights by both policies of batch normalization. Those of the run's own are
 * in its journal of evaluations, the others in one beside the audit.
 */
@API(status = INTERNAL)
public final class PolicyScores implements AutoCloseable {

  private final Run run;
  private final Progress progress;
  private final TrainedSupernet supernet;

  /** Of an open run, whose supernet is trained to the end if it is not yet. */
  public PolicyScores(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
    this.supernet = new TrainedSupernet(run, progress);
    try {
      supernet.train();
    } catch (RuntimeException e) {
      supernet.close();
      throw e;
    }
  }

  /** By the policy of the run. */
  public List<Evaluation> own(List<Architecture> architectures) {
    return supernet.judge(architectures);
  }

  /** By the run's policy, and the other if that is asked for, in the order of architectures. */
  public Map<BatchNormMode, List<Evaluation>> all(List<Architecture> architectures, boolean both) {
    BatchNormMode own = run.options().batchNorm();
    if (!both) {
      return ImmutableMap.of(own, own(architectures));
    }
    BatchNormMode other =
        own == BatchNormMode.BATCH ? BatchNormMode.CALIBRATED : BatchNormMode.BATCH;
    return ImmutableMap.of(own, own(architectures), other, by(other, architectures));
  }

  private List<Evaluation> by(BatchNormMode policy, List<Architecture> architectures) {
    String name = policy.name().toLowerCase(Locale.ROOT);
    Path file = run.layout().evaluations(policy);
    AtomicFiles.createDirectories(file.getParent());
    List<Evaluation> evaluations = new ArrayList<>();
    try (Journal<Evaluation> journal = Journal.open(file, Evaluation.class);
        Restored restored = new Restored(policy)) {
      Evaluator evaluator = JournaledEvaluator.tolerant(restored::prepared, restored, journal);
      progress.begin("evaluate, " + name + " statistics", architectures.size());
      for (List<Architecture> batch : Lists.partition(architectures, run.atOnce())) {
        evaluations.addAll(evaluator.evaluate(batch));
        progress.advance(evaluations.size(), "with inherited weights");
      }
      progress.end(evaluations.size() + " architectures");
    }
    return evaluations;
  }

  @Override
  public void close() {
    supernet.close();
  }

  /** The trained supernet once more, with another policy; built when it is needed first. */
  private final class Restored implements Evaluator, AutoCloseable {

    private final BatchNormMode policy;
    private final Optional<ScoringExecutor> elsewhere = run.extensions().scoring();
    private @Nullable InheritedScores scores;

    Restored(BatchNormMode policy) {
      this.policy = policy;
    }

    Evaluator prepared() {
      if (elsewhere.isPresent()) {
        return elsewhere.get().evaluator(run.path(), policy);
      }
      InheritedScores ready = scores;
      if (ready == null) {
        ready =
            InheritedScores.of(
                InheritedScores.supernets(run, policy, List.of()),
                new Concurrency(run.options().parallel(), false));
        scores = ready;
      }
      return ready;
    }

    @Override
    public List<Evaluation> evaluate(List<Architecture> architectures) {
      return prepared().evaluate(architectures);
    }

    @Override
    public void close() {
      if (scores != null) {
        scores.close();
      }
    }
  }
}
