package io.supernet.network;

import io.supernet.space.Isomorphism;
import io.supernet.space.Notation;
import io.supernet.space.OptionNotation;

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
   * @param x the normalized examples: float32 {@code [batch] + task.inputShape}
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
}
