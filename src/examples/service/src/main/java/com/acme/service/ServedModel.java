package com.acme.service;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A version of the model while it is served. It is closed when it has been retired and its last
 * user has left.
 */
final class ServedModel implements AutoCloseable {

  private final int version;
  private final ModelInfo info;
  private final Engine engine;

  /** Those who ask it now, and one more until it is retired. */
  private final AtomicInteger users = new AtomicInteger(1);

  ServedModel(int version, ModelInfo info, Engine engine) {
    this.version = version;
    this.info = info;
    this.engine = engine;
  }

  int version() {
    return version;
  }

  ModelInfo info() {
    return info;
  }

  Engine engine() {
    return engine;
  }

  /** Begins to use it, unless it is closed; whoever did leaves by {@link #close}. */
  boolean enter() {
    return users.updateAndGet(n -> n == 0 ? 0 : n + 1) > 0;
  }

  /** Ends one use, or the service's own. */
  @Override
  public void close() {
    if (users.decrementAndGet() == 0) {
      engine.close();
    }
  }
}
