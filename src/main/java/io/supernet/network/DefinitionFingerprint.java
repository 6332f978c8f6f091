package io.supernet.network;

import io.supernet.Fingerprint;
import io.supernet.cost.Cost;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Whether two definitions can use each other's checkpoints and evaluations. */
final class DefinitionFingerprint {

  private DefinitionFingerprint() {}

  /**
   * The decisions with their conditions, the weights with their first values, and the multiply-adds
   * of all candidates, which also change with what has no weights, such as strides; and which
   * features number how many categories.
   */
  static String of(Task task, SearchSpace space, Collection<WeightSpec> weights, Cost supernet) {
    Fingerprint fingerprint = Fingerprint.of("definition", 1);
    fingerprint.with("decisions", space.decisions().size());
    space.decisions().forEach(decision -> add(fingerprint, decision));
    fingerprint.with("weights", weights.size());
    weights.forEach(weight -> add(fingerprint, weight));
    if (!task.categories().isEmpty()) {
      fingerprint.withAll("categories", task.categories());
    }
    return fingerprint.with("macs", supernet.macs()).hex();
  }

  private static void add(Fingerprint fingerprint, Decision decision) {
    fingerprint.with("decision", decision.name()).with("options", decision.options().size());
    decision.options().forEach(option -> fingerprint.with("option", option));
    fingerprint.with("conditions", decision.conditions().size());
    for (Condition condition : decision.conditions()) {
      fingerprint.withAll("outer", List.copyOf(new TreeMap<>(condition.choices()).keySet()));
      fingerprint.withAll("chosen", List.copyOf(new TreeMap<>(condition.choices()).values()));
    }
  }

  private static void add(Fingerprint fingerprint, WeightSpec weight) {
    fingerprint.with("weight", weight.name()).withAll("shape", weight.shape());
    fingerprint.with("decay", weight.decay());
    if (weight.pace() != 1) {
      fingerprint.with("pace", weight.pace());
    }
    add(fingerprint, weight.initializer());
  }

  private static void add(Fingerprint fingerprint, Initializer initializer) {
    if (initializer instanceof Initializer.Constant constant) {
      fingerprint.with("constant", constant.value());
    } else if (initializer instanceof Initializer.TruncatedNormal normal) {
      fingerprint.with("normal", normal.deviation());
    } else if (initializer instanceof Initializer.Part part) {
      fingerprint.with("part", part.from().size());
      part.from().forEach(whole -> add(fingerprint, whole));
    } else {
      fingerprint.with("identity", true);
    }
  }
}
