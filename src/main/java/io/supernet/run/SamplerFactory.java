package io.supernet.run;

import io.supernet.RandomStreams;
import io.supernet.network.Definition;
import io.supernet.sampling.PathSampler;

/**
 * Starts a sampler that knows the network, such as one that draws by cost.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface SamplerFactory {

  /**
   * A fresh sampler; the same one for the same arguments, as a resumed training begins again.
   *
   * @param definition the network, with the costs of its architectures
   * @param streams the source of all its randomness
   */
  PathSampler start(Definition definition, RandomStreams streams);
}
