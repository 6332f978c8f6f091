package io.supernet.search;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a strategy has proposed, so that it proposes nothing twice, and draws what is new.
 *
 * <p>Draws from the whole space until that brings nothing for long; then from the list of what is
 * admitted, if the space has one. Both are uniform over what is left. A large space without a list
 * is walked instead, which is uniform in the long run only; where that is stuck, what the space was
 * told of comes next. All bounds are numbers of draws, so that the same randomness gives the same
 * architectures on any machine.
 *
 * @since 0.1
 */
public final class Unseen {

  /**
   * Draws in a row without a new architecture after which there is a better way: where 1 % are new
   * that happens once in 10^21 times. In a small space 20 for each architecture are enough.
   */
  private static final int PATIENCE = 5_000;

  /** Steps after which a walk is stuck, as long as there is something that the space told. */
  private static final int SHORT = 10;

  /** Of breeding a child. */
  private static final int ATTEMPTS_EACH = 10;

  private final SearchSpace space;
  private final RandomGenerator random;

  /** No more than these can be left at first. */
  private final int most;

  private final int patience;
  private final Set<Architecture> seen = new HashSet<>();

  /** Where a walk would begin: what was admitted last. */
  private @Nullable Architecture last;

  private boolean rare;
  private @Nullable List<Architecture> left;
  private @Nullable Walk walk;
  private boolean exhausted;

  /** Nothing proposed yet; all its randomness comes from {@code random}. */
  public Unseen(SearchSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
    BigInteger size = space.size();
    this.most =
        space.isListed()
            ? space.known().size()
            : size.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    this.patience =
        size.multiply(BigInteger.valueOf(20)).min(BigInteger.valueOf(PATIENCE)).intValueExact();
    this.last = space.known().isEmpty() ? null : space.known().get(0);
    this.rare = !space.isListed() && last != null;
  }

  /** Takes a canonical architecture if it is new and admitted; says whether it was. */
  public boolean take(Architecture architecture) {
    if (seen.contains(architecture) || !space.admits(architecture)) {
      return false;
    }
    last = architecture;
    return seen.add(architecture);
  }

  /** Adds so many new children, or as many as ten attempts each bring. */
  void breed(List<Architecture> children, int wanted, Supplier<Architecture> child) {
    int missing = wanted;
    for (int i = 0; i < ATTEMPTS_EACH * wanted && missing > 0; i++) {
      Architecture bred = child.get();
      if (take(bred)) {
        children.add(bred);
        missing--;
      }
    }
  }

  /** Whether nothing is left, as far as it is known by now. */
  public boolean isExhausted() {
    return exhausted || seen.size() == most;
  }

  /**
   * Draws so many new architectures, or as many as there seem to be left, or as the time limit of
   * the search allows, but one at least: what is drawn by then is worth a look.
   */
  public List<Architecture> draw(int wanted) {
    return Watch.untilUp(
        drawn -> {
          while (drawn.size() < wanted && draw().map(drawn::add).orElse(false)) {
            // Goes on.
          }
        });
  }

  /**
   * Draws a new architecture, uniformly from those left; none if there seems to be none left.
   *
   * @throws io.supernet.SupernetException if the space seems to admit none at all
   */
  public Optional<Architecture> draw() {
    if (isExhausted()) {
      return Optional.empty();
    }
    Optional<Architecture> drawn = rare ? Optional.empty() : byChance();
    rare = drawn.isEmpty();
    if (rare) {
      List<Architecture> listed = list();
      drawn =
          listed != null
              ? fromList(listed)
              : walked(SHORT).or(this::told).or(() -> walked(PATIENCE));
    }
    exhausted = drawn.isEmpty();
    return drawn;
  }

  private Optional<Architecture> byChance() {
    for (int i = 0; i < patience; i++) {
      Architecture drawn = space.draw(random);
      if (take(drawn)) {
        return Optional.of(drawn);
      }
    }
    return Optional.empty();
  }

  private @Nullable List<Architecture> list() {
    if (left == null && walk == null) {
      left = space.list().map(ArrayList::new).orElse(null);
    }
    return left;
  }

  /** What was taken meanwhile is left out when it is met. */
  private Optional<Architecture> fromList(List<Architecture> listed) {
    while (!listed.isEmpty()) {
      int index = random.nextInt(listed.size());
      Architecture drawn = listed.get(index);
      listed.set(index, listed.get(listed.size() - 1));
      listed.remove(listed.size() - 1);
      if (seen.add(drawn)) {
        return Optional.of(drawn);
      }
    }
    return Optional.empty();
  }

  private Optional<Architecture> told() {
    return space.known().stream().filter(this::take).findFirst();
  }

  /** Two steps for each decision lead away from the last one, ten times as many from the start. */
  private Optional<Architecture> walked(int extra) {
    int steps = 2 * space.decisions().size();
    if (walk == null) {
      walk = new Walk(space, last == null ? space.sample(random) : last, random);
      steps *= 10;
    }
    for (int i = 0; i < steps + extra; i++) {
      walk.step();
      if (i + 1 >= steps && seen.add(walk.here())) {
        return Optional.of(walk.here());
      }
    }
    return Optional.empty();
  }
}
