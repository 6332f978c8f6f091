package io.supernet.space;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The decisions of a network, in the order in which the network meets them, and which architectures
 * are of use.
 *
 * <p>A nested decision matters only under its conditions. Two architectures that differ only where
 * it does not matter are the same; the {@linkplain #canonical canonical} one has 0 there.
 * Immutable.
 *
 * @since 0.1
 */
public final class SearchSpace {

  /**
   * Draws after which sampling gives up: at an acceptance rate of 1 % it fails once in 10^43 times.
   */
  private static final int MOST_DRAWS = 10_000;

  /** Architectures of the largest space that is looked at in full; some seconds. */
  private static final BigInteger MOST_LISTED = BigInteger.valueOf(20_000);

  /** What is known of the admitted architectures: all of them, or some. */
  private record Known(ImmutableSet<Architecture> architectures, boolean all) {
    static final Known NOTHING = new Known(ImmutableSet.of(), false);
  }

  private final String name;
  private final ImmutableList<Decision> decisions;
  private final Predicate<Architecture> connected;
  private final Isomorphism isomorphism;
  private final Predicate<Architecture> condition;
  private final ArchitectureCounter counter;
  private final boolean limited;
  private final Known known;
  private final Runnable watch;
  private final Supplier<Optional<ImmutableList<Architecture>>> list =
      Suppliers.memoize(this::listed);

  /**
   * A space.
   *
   * @param name what users call it
   * @param decisions in the order of the network; conditions point to earlier decisions only
   * @param connected whether the output of an architecture depends on its input
   */
  public SearchSpace(String name, List<Decision> decisions, Predicate<Architecture> connected) {
    this(
        name,
        ImmutableList.copyOf(decisions),
        connected,
        new ArchitectureCounter(ImmutableList.copyOf(decisions)),
        Isomorphism.NONE,
        architecture -> true,
        false,
        Known.NOTHING,
        () -> {});
    List<String> names = this.decisions.stream().map(Decision::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new SupernetException(
          Kind.USAGE,
          "Space '" + name + "' needs decisions with different names, has " + names + ".");
    }
  }

  private SearchSpace(
      String name,
      ImmutableList<Decision> decisions,
      Predicate<Architecture> connected,
      ArchitectureCounter counter,
      Isomorphism isomorphism,
      Predicate<Architecture> condition,
      boolean limited,
      Known known,
      Runnable watch) {
    this.name = name;
    this.decisions = decisions;
    this.connected = connected;
    this.counter = counter;
    this.isomorphism = isomorphism;
    this.condition = condition;
    this.limited = limited;
    this.known = known;
    this.watch = watch;
  }

  /** The same space, where one architecture stands for all that compute the same. */
  public SearchSpace upTo(Isomorphism other) {
    return new SearchSpace(
        name, decisions, connected, counter, other, condition, limited, known, watch);
  }

  /** The same space without the architectures that break a condition, such as a limit on cost. */
  public SearchSpace where(Predicate<Architecture> other) {
    return with(condition.and(other), true, known, watch);
  }

  /**
   * The same space, of which only these are admitted: canonical architectures, such as the rows of
   * a table. Nothing else is asked about them but what {@link #where} adds later.
   */
  public SearchSpace among(Collection<Architecture> all) {
    Comparator<Architecture> inOrder = Comparator.comparing(Architecture::toArray, Arrays::compare);
    Known listed = new Known(ImmutableSortedSet.copyOf(inOrder, all), true);
    return with(architecture -> true, limited, listed, watch);
  }

  /**
   * The same space, some of whose admitted architectures are told: where to look for others if
   * random architectures are hardly ever admitted.
   */
  public SearchSpace around(Collection<Architecture> some) {
    return with(condition, limited, new Known(ImmutableSet.copyOf(some), false), watch);
  }

  /**
   * The same space, which runs a check before it is asked about an architecture. Many may be asked
   * about before one is admitted: the check ends that by an exception.
   */
  public SearchSpace watched(Runnable check) {
    return with(condition, limited, known, check);
  }

  private SearchSpace with(
      Predicate<Architecture> only, boolean narrowed, Known told, Runnable check) {
    return new SearchSpace(
        name, decisions, connected, counter, isomorphism, only, narrowed, told, check);
  }

  /** What users call it. */
  public String name() {
    return name;
  }

  /** The decisions, in the order of an architecture's entries. */
  public ImmutableList<Decision> decisions() {
    return decisions;
  }

  /** The position of a decision among all; -1 if the space has none of this name. */
  public int index(String decision) {
    return Iterables.indexOf(decisions, d -> d.name().equals(decision));
  }

  /**
   * How many different architectures there are: the exact number. Disconnected ones count, and so
   * do those that compute the same or break a condition.
   */
  public BigInteger size() {
    return counter.size();
  }

  /**
   * Whether the decision matters for this architecture: always, or because a condition of it holds.
   */
  public boolean active(Architecture architecture, int decision) {
    return decisions.get(decision).conditions().isEmpty() || active(architecture)[decision];
  }

  /** For each decision in turn: asking anew for outer ones would double the work at each level. */
  private boolean[] active(Architecture architecture) {
    boolean[] active = new boolean[decisions.size()];
    for (int i = 0; i < active.length; i++) {
      List<Condition> conditions = decisions.get(i).conditions();
      active[i] =
          conditions.isEmpty() || conditions.stream().anyMatch(c -> c.holds(architecture, active));
    }
    return active;
  }

  /**
   * The same architecture with option 0 wherever a decision does not matter; if some compute the
   * same, the one that stands for them.
   */
  public Architecture canonical(Architecture architecture) {
    check(architecture);
    int[] choices = architecture.toArray();
    boolean[] active = active(architecture);
    for (int i = 0; i < choices.length; i++) {
      if (!active[i]) {
        choices[i] = 0;
      }
    }
    return isomorphism.representative(Architecture.of(choices));
  }

  /** Whether the output of this architecture depends on its input; others can learn nothing. */
  public boolean connected(Architecture architecture) {
    return connected.test(architecture);
  }

  /** Whether a canonical architecture is of use: connected, and none of the conditions broken. */
  public boolean admits(Architecture architecture) {
    watch.run();
    boolean ofUse =
        known.all
            ? known.architectures.contains(architecture)
            : isomorphism.representative(architecture).equals(architecture)
                && connected(architecture);
    return ofUse && condition.test(architecture);
  }

  /** Whether {@link #where} has left out some. */
  public boolean isLimited() {
    return limited;
  }

  /** Whether it is told which architectures are admitted, as {@link #among} does. */
  public boolean isListed() {
    return known.all;
  }

  /** Admitted architectures that it was told of; none in most spaces. */
  public ImmutableList<Architecture> known() {
    return known.architectures.asList();
  }

  /**
   * All that are admitted, in lexicographic order, if the space is listed or has at most 20,000
   * architectures. Asks about each of them when it is called first.
   */
  public Optional<ImmutableList<Architecture>> list() {
    return list.get();
  }

  private Optional<ImmutableList<Architecture>> listed() {
    return known.all || size().compareTo(MOST_LISTED) <= 0
        ? Optional.of(
            Streams.stream(candidates())
                .filter(this::admits)
                .collect(ImmutableList.toImmutableList()))
        : Optional.empty();
  }

  /**
   * Those that come into question, in lexicographic order: what is listed, else every canonical
   * architecture but for isomorphism. Each is made from the one before; nothing is held in memory.
   */
  public Iterator<Architecture> candidates() {
    return known.all ? known.architectures.iterator() : new LexicographicOrder(this);
  }

  /** Draws any canonical architecture, admitted or not, each with the same probability. */
  public Architecture draw(RandomGenerator random) {
    return counter.draw(random);
  }

  /**
   * Draws one of the architectures that are admitted, each with the same probability.
   *
   * @throws SupernetException if 10,000 draws find none
   */
  public Architecture sample(RandomGenerator random) {
    for (int i = 0; i < MOST_DRAWS; i++) {
      Architecture architecture = draw(random);
      if (admits(architecture)) {
        return architecture;
      }
    }
    throw new SupernetException(
        Kind.USAGE,
        Text.of(
            "None of %d random architectures of space '%s' connects its output to its input within the limits; raise the limits, or check which candidates of the network cut the path.",
            MOST_DRAWS, name));
  }

  /**
   * Checks that an architecture belongs to this space.
   *
   * @throws SupernetException naming the first entry that does not fit
   */
  public void check(Architecture architecture) {
    if (architecture.length() != decisions.size()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has %d decisions, the architecture %s answers %d. Maybe it was made for another space.",
              name, decisions.size(), architecture, architecture.length()));
    }
    for (int i = 0; i < decisions.size(); i++) {
      int choice = architecture.choice(i);
      int options = decisions.get(i).options().size();
      if (choice < 0 || choice >= options) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "Decision '%s' of space '%s' has %d options (0 to %d), the architecture says %d. Maybe it was made for another space.",
                decisions.get(i).name(), name, options, options - 1, choice));
      }
    }
  }
}
