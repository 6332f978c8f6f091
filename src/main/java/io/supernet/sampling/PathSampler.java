package io.supernet.sampling;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;

/**
 * Says which paths of the supernet the next optimizer step trains. Their gradients on one batch are
 * averaged (or added up: {@link #together}), then the weights on any of them are updated once.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PathSampler {

  /**
   * The architectures that a step trains. Depends on its arguments alone, so that a training that
   * was interrupted goes on as if it had not been.
   *
   * @param space the space of the supernet
   * @param step counted from 0
   * @param streams all randomness: {@code streams.stream("paths", step)} is one for this step
   * @return {@link #paths} canonical architectures whose outputs are connected to their inputs
   */
  List<Architecture> next(SearchSpace space, long step, RandomStreams streams);

  /** How many paths a step trains; its cost. */
  default int paths(SearchSpace space) {
    return 1;
  }

  /** How the paths of a step are trained together. */
  default Together together() {
    return Together.MEAN;
  }
}
