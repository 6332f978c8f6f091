package io.supernet.supernet;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import io.supernet.network.Definition;
import io.supernet.score.Scorer;
import java.util.List;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/** The scores of untrained networks, by name. */
@API(status = INTERNAL)
public final class UntrainedScorers {

  private static final ImmutableMap<String, BiFunction<Definition, Long, Scorer>> ALL =
      ImmutableMap.of(
          Naswot.NAME, Naswot::new,
          Expressivity.NAME, Expressivity::new,
          Progressivity.NAME, Progressivity::new,
          Trainability.NAME, Trainability::new,
          Zico.NAME, Zico::new);

  /** What they are called in lists. */
  public static final List<String> NAMES = ALL.keySet().asList();

  private UntrainedScorers() {}

  /**
   * A scorer of {@link #NAMES}. It keeps a graph as long as it is in use.
   *
   * @param seed of the weights and the noise
   */
  public static Scorer of(String name, Definition definition, long seed) {
    return requireNonNull(ALL.get(name), name).apply(definition, seed);
  }
}
