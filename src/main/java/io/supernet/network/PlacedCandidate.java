package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.cost.Cost;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A candidate that an architecture takes, at one place of the network.
 *
 * @param path of the layers inside it: the names of their operations in a graph begin so, with dots
 *     for slashes; ends in a slash
 * @param option name of the candidate
 * @param shape of its output, -1 for the batch
 * @param cost of it without the candidates inside it
 * @param connected whether its output depends on the network's input
 */
@API(status = INTERNAL)
public record PlacedCandidate(
    String path, String option, List<Long> shape, Cost cost, boolean connected) {

  public PlacedCandidate {
    shape = ImmutableList.copyOf(shape);
  }

  /** What computes alike: the candidate, its shape and cost, wherever it stands. */
  public String kind() {
    return option + " " + shape + " " + cost.macs() + " " + cost.parameters();
  }
}
