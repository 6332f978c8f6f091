package io.supernet.data;

import io.supernet.RandomStreams;

/**
 * Where the examples of a run are from, written by users: {@code --data class:com.acme.Pairs}.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface DataSource {

  /**
   * The examples, the same ones whenever a run asks with the same streams: it asks again each time
   * that it goes on, wherever that is.
   *
   * @param streams where a split comes from, as in {@link Split#of}
   */
  Split load(RandomStreams streams);
}
