package com.acme;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;

/** Two layers of open width. */
final class Mlp implements Network {

  private final int widest;

  Mlp(int widest) {
    this.widest = widest;
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = x;
    for (String layer : new String[] {"first", "second"}) {
      h =
          b.choose(
              layer,
              h,
              candidate("narrow", (c, y) -> c.dense("widen", c.relu(c.dense("in", y, 2)), 8)),
              candidate("wide", (c, y) -> c.dense("widen", c.relu(c.dense("in", y, widest)), 8)));
    }
    return b.dense("head", b.relu(h), b.task().classes());
  }
}
