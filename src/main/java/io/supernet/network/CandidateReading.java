package io.supernet.network;

import io.supernet.cost.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cost reading that also notes which candidates are taken where. */
final class CandidateReading extends ArchitectureReading {

  private final List<PlacedCandidate> candidates = new ArrayList<>();

  /** The cost of the candidates inside the one that is being built. */
  private Cost inside = new Cost(0, 0);

  CandidateReading(Map<String, List<Long>> knownShapes, Taken taken) {
    super(knownShapes, taken);
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    Cost before = cost();
    Cost outside = inside;
    inside = new Cost(0, 0);
    String[] taken = new String[1];
    Activation output =
        super.choose(
            b,
            decision,
            options,
            (inner, option) -> {
              taken[0] = options.get(option);
              return builder.build(inner, option);
            });
    Cost whole = minus(cost(), before);
    String path = b.path() + decision + "/" + taken[0] + "/";
    candidates.add(
        new PlacedCandidate(
            path, taken[0], output.shape(), minus(whole, inside), output.connected()));
    inside = new Cost(outside.macs() + whole.macs(), outside.parameters() + whole.parameters());
    return output;
  }

  List<PlacedCandidate> candidates() {
    return candidates;
  }

  private static Cost minus(Cost one, Cost other) {
    return new Cost(one.macs() - other.macs(), one.parameters() - other.parameters());
  }
}
