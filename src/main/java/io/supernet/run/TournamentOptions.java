package io.supernet.run;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is trained alone, and from which weights, until the best few are found.
 *
 * @param shortlist how many of the best of a search enter the tournament at the most, at least 1
 * @param start the weights that each of them begins with
 * @param rival whether random architectures are trained afterwards, for as long as the run took,
 *     for comparison
 * @param architecture the only one that is trained, in the notation of the space, whatever a search
 *     would find: with nobody to judge, that is without a supernet and a search; null if the search
 *     decides
 * @since 0.2
 */
@RecordBuilder
public record TournamentOptions(
    int shortlist, Start start, boolean rival, @Nullable String architecture)
    implements TournamentOptionsBuilder.With {

  /** The first weights of a training alone. */
  public enum Start {
    /** New ones, drawn from the seed. */
    SCRATCH,
    /** Those that the architecture has in the supernet. */
    INHERITED
  }

  /** 32 architectures, from scratch, without a rival. */
  public static final TournamentOptions DEFAULT =
      new TournamentOptions(32, Start.SCRATCH, false, null);

  public TournamentOptions {
    Objects.requireNonNull(start, "start");
    Bounds.check(shortlist >= 1, "length of the shortlist", shortlist, "1 or more");
  }

  /** What asks for more than the default has to be there. */
  void refuseIfLongerThan(BigInteger space) {
    if (shortlist > DEFAULT.shortlist && BigInteger.valueOf(shortlist).compareTo(space) > 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A shortlist of %,d is longer than the space, which has %,d architectures; give a shorter one.",
              shortlist, space));
    }
  }

  /** The only architecture that is trained; none if the search decides. */
  public Optional<String> only() {
    return Optional.ofNullable(architecture);
  }
}
