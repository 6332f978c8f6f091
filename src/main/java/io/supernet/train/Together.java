package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * A site whose jobs are parts of one phase, which has begun already: their steps add up, whichever
 * progress an executor hands them, and from whichever threads.
 */
@API(status = INTERNAL)
public final class Together implements TrainingSite {

  private final TrainingSite site;
  private final Map<Progress, AtomicLong> steps = new ConcurrentHashMap<>();

  /** The same site, for the jobs of a phase. */
  public Together(TrainingSite site) {
    this.site = site;
  }

  @Override
  public Path folder() {
    return site.folder();
  }

  @Override
  public Definition definition() {
    return site.definition();
  }

  @Override
  public Split data() {
    return site.data();
  }

  @Override
  public Path checkpoints(TrainingJob job) {
    return site.checkpoints(job);
  }

  @Override
  public TrainingResult train(TrainingJob job, Progress progress) {
    return site.train(
        job, new Part(progress, steps.computeIfAbsent(progress, p -> new AtomicLong())));
  }

  /** What one job tells: of a phase it is only a part. */
  private static final class Part implements Progress {

    private final Progress whole;
    private final AtomicLong all;
    private long own;

    Part(Progress whole, AtomicLong all) {
      this.whole = whole;
      this.all = all;
    }

    @Override
    public void hear(Event event) {
      synchronized (all) {
        if (event instanceof Advanced advanced) {
          long done = all.addAndGet(advanced.done() - own);
          own = advanced.done();
          whole.advance(done, advanced.status());
        } else if (event instanceof Noted) {
          whole.hear(event);
        }
      }
    }
  }
}
