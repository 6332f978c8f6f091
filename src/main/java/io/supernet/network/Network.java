package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.space.Isomorphism;
import io.supernet.space.Notation;
import io.supernet.space.OptionNotation;
import org.apiguardian.api.API;

/**
 * A network with open decisions: ordinary layer code that is read several times, so it must make
 * the same calls every time.
 *
 * <pre>{@code
 * Network network = (b, x) -> {
 *   var h = b.convBn("stem", x, 16, 3, 1);
 *   h = b.choose("body", h, candidate("skip", identity()), candidate("conv", reluConvBn(16, 3)));
 *   return b.dense("head", b.globalAveragePool(h), b.task().outputs());
 * };
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Network {

  /**
   * Builds the layers.
   *
   * @param b makes layers and decisions
   * @param x the normalized examples: float32 {@code [batch] + task.inputShape}. Features that
   *     number categories are looked up before: rows are float32 {@code [batch, features]} with the
   *     numbers first, then {@value Categories#WIDTH} for each of those features
   * @return what {@link Task#prediction} is made from, in a classification the logits: float32
   *     {@code [batch, outputs]}
   */
  Activation build(NetworkBuilder b, Activation x);

  /** How its architectures are written; the names of the options unless a space has its own way. */
  default Notation notation() {
    return new OptionNotation();
  }

  /** Which of its architectures compute the same; none as far as is known. */
  default Isomorphism isomorphism() {
    return Isomorphism.NONE;
  }

  /**
   * Whether it looks up categories itself, and is given the examples as they stand.
   *
   * @hidden
   */
  @API(status = INTERNAL)
  default boolean looksUp() {
    return false;
  }
}
