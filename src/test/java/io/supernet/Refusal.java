package io.supernet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a user's mistake comes to. */
public final class Refusal {

  private Refusal() {}

  /** Fails unless the call is refused in a sentence that contains these parts. */
  public static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(SupernetException.class).hasMessageContainingAll(parts);
  }
}
