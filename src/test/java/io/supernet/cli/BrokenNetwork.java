package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;

/** A network that can be read by {@link Command}, but not by a process that it starts. */
public final class BrokenNetwork implements Network {

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    if (System.getProperty("sun.java.command", "").contains("spaces measure --here")) {
      throw new SupernetException(Kind.NUMERIC, "Broken.");
    }
    Activation h = b.choose("body", x, Candidate.candidate("skip", Operations.identity()));
    return b.dense("head", h, b.task().classes());
  }
}
