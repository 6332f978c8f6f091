package io.supernet.train;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import java.nio.file.Path;

/**
 * What the jobs of a run have in common, and a place to do them.
 *
 * @since 0.2
 */
public interface TrainingSite {

  /**
   * The folder of the run. What another process needs to do a job is the job and what this folder
   * says: {@code Run.builder(folder).trainingSite()}.
   */
  Path folder();

  /** The network. */
  Definition definition();

  /** The examples. */
  Split data();

  /**
   * Where the checkpoints of a job are. Whoever does the job elsewhere puts the last one there
   * before its result is told: what is trained is opened and exported from it.
   */
  Path checkpoints(TrainingJob job);

  /**
   * Does a job in this process, from its last checkpoint on, or not at all if it is done. Jobs of
   * different names may be done at once.
   *
   * @param progress hears of each step, and may end the job by an exception
   * @return its result; a failed evaluation if the training diverged
   * @throws SupernetException if it cannot be done for a reason that is not its own
   */
  TrainingResult train(TrainingJob job, Progress progress);
}
