package com.acme;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;

/** One decision: a hidden layer or none. */
public class Own implements Network {

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h =
        b.choose(
            "hidden",
            x,
            candidate("none", (c, y) -> c.dense("layer", y, 4)),
            candidate("one", (c, y) -> c.dense("layer", c.relu(c.dense("wide", y, 8)), 4)));
    return b.dense("head", h, b.task().outputs());
  }
}
