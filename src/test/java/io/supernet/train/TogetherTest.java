package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.run.RunOptions;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {

  /** Tells a phase of two steps for each job. */
  private static final class TwoSteps implements TrainingSite {
    @Override
    public Path folder() {
      return Path.of("run");
    }

    @Override
    public Definition definition() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Split data() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path checkpoints(TrainingJob job) {
      return folder().resolve(job.folder());
    }

    @Override
    public TrainingResult train(TrainingJob job, Progress progress) {
      progress.begin(job.title(), 2);
      progress.advance(1, "one");
      progress.note("half of " + job.name());
      progress.advance(2, "two");
      progress.end("done");
      return new TrainingResult(job.name(), new Evaluation(job.architecture(), 1, 0), 1);
    }
  }

  /** Phases do not nest: the audit's has begun before its jobs do. */
  @Test
  void stepsOfJobsAddUpToThoseOfTheirPhase() {
    List<String> heard = new ArrayList<>();
    Progress progress =
        event -> heard.add(event instanceof Progress.Advanced a ? "" + a.done() : "" + event);
    TrainingSite site = new Together(new TwoSteps());
    List<TrainingJob> jobs = List.of(job("a"), job("b"));
    TrainingExecutor.local(1).train(jobs, site, result -> heard.add(result.job()), progress);
    assertThat(heard)
        .containsExactly(
            "1", "Noted[line=half of a]", "2", "a", "3", "Noted[line=half of b]", "4", "b");
    List<Progress.Event> events = new ArrayList<>();
    TrainingExecutor.local(2).train(jobs, site, result -> {}, events::add);
    assertThat(events).noneMatch(e -> e instanceof Progress.Begun || e instanceof Progress.Ended);
    assertThat(events.stream().filter(Progress.Advanced.class::isInstance))
        .last()
        .extracting(e -> ((Progress.Advanced) e).done())
        .isEqualTo(4L);
  }

  private static TrainingJob job(String name) {
    TrainingOptions options = RunOptions.DEFAULT.alone();
    return new TrainingJob(
        name, "alone " + name, Architecture.of(1), options, 1, 1, 1, false, "checkpoints/" + name);
  }
}
