package io.supernet.sampling;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;

/**
 * A sampler that learns from the supernet which paths are good: after each epoch of the supernet's
 * training it makes some updates of its own. What it has learned is part of a checkpoint.
 *
 * @since 0.1
 */
public interface LearningSampler extends PathSampler, AutoCloseable {

  /** What an architecture is worth with the weights as they are now. */
  @FunctionalInterface
  interface Reward {

    /**
     * Accuracy on a batch of validation examples.
     *
     * @param draw the same number gives the same examples
     */
    double of(Architecture architecture, long draw);
  }

  /** How many updates follow each epoch. */
  int updates();

  /**
   * Makes one update. Depends on its arguments and on the updates before it alone.
   *
   * @param update counted from 0 over the whole training
   */
  void learn(SearchSpace space, long update, Reward reward, RandomStreams streams);

  /** What it thinks of each decision now, for people. */
  Preferences preferences(SearchSpace space, RandomStreams streams);

  /** Writes what it has learned into the folder of a checkpoint. */
  void save(SearchSpace space, Path folder);

  /** Reads what {@link #save} wrote. */
  void restore(SearchSpace space, Path folder);

  @Override
  void close();

  /**
   * What a sampler prefers.
   *
   * @param entropies of the options of each decision, in nats; 0 is certainty, or a decision that
   *     no choice reaches
   * @param alarm why its choices look wrong, in one sentence; empty if they do not
   */
  record Preferences(List<Double> entropies, String alarm) {

    public Preferences {
      entropies = List.copyOf(entropies);
    }
  }
}
