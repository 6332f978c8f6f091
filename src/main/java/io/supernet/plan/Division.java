package io.supernet.plan;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.tournament.Rungs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a limited time, or number of epochs, is divided: the supernet, a search of it, and a
 * tournament of its best.
 *
 * @param total what there is, in the unit of the prices
 * @param supernetEpochs of training the supernet; 0 if there is not enough for one that pays
 * @param evaluations of the search, those of the prior's sample included; without a supernet,
 *     architectures that are scored untrained, or 0
 * @param shortlist how many enter the tournament
 * @param top how many of them are trained to the end
 * @param epochs of a whole training alone
 * @param mostMacs multiply-adds of the largest networks that can be trained long enough; null if
 *     all can
 * @param expected what each phase takes, in the unit of the prices
 */
public record Division(
    double total,
    int supernetEpochs,
    int evaluations,
    int shortlist,
    int top,
    int epochs,
    @Nullable Double mostMacs,
    Map<String, Double> expected) {

  /** Whole trainings that fit into the total: fewer compare nothing, more could each be longer. */
  public static final double TRAININGS = 4;

  /** More where trainings end by themselves. */
  private static final double PATIENT_TRAININGS = 6;

  /** After fewer epochs hardly anything is learned: rather fewer trainings, but so many. */
  private static final double LEAST_EPOCHS = 4;

  private static final double LEAST_TRAININGS = 2;

  /** No training alone is longer: what is left lets more of them enter. */
  public static final int MOST_EPOCHS = 200;

  /** The share of the total that the supernet's training takes, and that of its search. */
  private static final double SUPERNET = 0.3;

  private static final double SEARCH = 0.16;

  /** What is not planned: machines are not always equally fast. */
  private static final double RESERVE = 0.06;

  /** The share of what is scored where there is no supernet, and how many are, at the most. */
  private static final double SCORES = 0.08;

  private static final int MOST_SCORES = 128;

  /** Of fewer, size alone says who enters. */
  private static final int LEAST_SCORES = 16;

  private static final int LEAST_EVALUATIONS = 40;
  private static final int MOST_EVALUATIONS = 1_000;
  private static final int MOST_ENTRANTS = 32;

  public Division {
    expected = ImmutableMap.copyOf(expected);
  }

  /**
   * Divides a total.
   *
   * @param unit of the total, for whoever gave too little: {@code s} or {@code epochs}
   * @param paying epochs of a supernet with fewer of which its ranking is not worth its time
   * @param most how many architectures there are at the most
   * @param aside whether one of the shortlist is trained to the end beside the tournament
   * @throws SupernetException if it is too short to train two architectures for an epoch
   */
  public static Division divide(
      double total, String unit, Prices prices, int paying, long most, boolean aside) {
    return divide(
        total, unit, prices, paying, most, aside, epochs(total, prices, MOST_EPOCHS, aside));
  }

  /**
   * How many epochs a whole training has, at the most so many.
   *
   * @param aside as for {@link #divide}: where patience ends trainings
   */
  public static int epochs(double total, Prices prices, int most, boolean aside) {
    double all = total / prices.epoch();
    double usual = all / (aside ? PATIENT_TRAININGS : TRAININGS);
    double least = Math.min(LEAST_EPOCHS, all / LEAST_TRAININGS);
    return (int) Math.max(1, Math.min(most, Math.max(usual, least)));
  }

  /** The same where a whole training has so many epochs. */
  public static Division divide(
      double total, String unit, Prices prices, int paying, long most, boolean aside, int epochs) {
    double left = (1 - RESERVE) * total;
    int entrants = (int) Math.min(MOST_ENTRANTS, most);
    Tournaments tournaments = new Tournaments(epochs, aside, prices);
    double least = tournaments.price(Math.min(2, entrants), 1);
    if (left < least) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%.0f %s are too few for a single comparison here; give at least %.0f %s.",
              total, unit, Math.ceil(least / (1 - RESERVE)), unit));
    }
    Map<String, Double> expected = new LinkedHashMap<>();
    int supernetEpochs = (int) ((SUPERNET * total - prices.supernet()) / prices.supernetEpoch());
    int evaluations =
        (int)
            Math.min(
                (double) Math.min(MOST_EVALUATIONS, most),
                SEARCH * total / Math.max(prices.evaluation(), 1e-9));
    boolean pays =
        supernetEpochs >= paying
            && evaluations >= Math.min(LEAST_EVALUATIONS, most)
            && left - SUPERNET * total - SEARCH * total >= least;
    if (pays) {
      expected.put("train", prices.supernet() + supernetEpochs * prices.supernetEpoch());
      expected.put("search", evaluations * prices.evaluation());
      left -= expected.get("train") + expected.get("search");
      // A prior may take half of them for its sample.
      entrants = Math.min(entrants, (evaluations + 1) / 2);
    } else {
      evaluations = scores(Math.min(SCORES * total, left - least), prices, most);
      if (evaluations > 0) {
        // Whoever is scored is to be one of several.
        expected.put("search", evaluations * prices.score());
        left -= expected.get("search");
        entrants = Math.min(entrants, (evaluations + 1) / 2);
      }
    }
    int shortlist = 2;
    while (shortlist < entrants && tournaments.price(shortlist + 1, 1) <= left) {
      shortlist++;
    }
    shortlist = Math.min(shortlist, entrants);
    int top = 1;
    while (top < shortlist && tournaments.price(shortlist, top + 1) <= left) {
      top++;
    }
    expected.put("retrain", tournaments.price(shortlist, top));
    return new Division(
        total, pays ? supernetEpochs : 0, evaluations, shortlist, top, epochs, null, expected);
  }

  /** How many architectures are scored that nothing is trained of. */
  private static int scores(double spend, Prices prices, long most) {
    if (prices.score() == 0) {
      return 0;
    }
    double scores = Math.min((double) Math.min(MOST_SCORES, most), spend / prices.score());
    return scores < LEAST_SCORES ? 0 : (int) scores;
  }

  /** The same among networks of so many multiply-adds at the most. */
  public Division within(@Nullable Double macs) {
    return new Division(total, supernetEpochs, evaluations, shortlist, top, epochs, macs, expected);
  }

  /** The same total without a supernet; with parameters as when it was divided. */
  public Division withoutSupernet(String unit, Prices prices, long most, boolean aside) {
    return divide(total, unit, prices, Integer.MAX_VALUE, most, aside, epochs).within(mostMacs);
  }

  /** How many whole trainings the time after the supernet and its search is enough for. */
  public int wholeTrainings(Prices prices) {
    double left =
        (1 - RESERVE) * total
            - expected.getOrDefault("train", 0.0)
            - expected.getOrDefault("search", 0.0);
    return (int) Math.max(1, left / (prices.start() + epochs * prices.epoch()));
  }

  /** What tournaments cost whose winners are trained for so many epochs. */
  private record Tournaments(int epochs, boolean aside, Prices prices) {

    /** Of a shortlist, with so many winners. */
    double price(int shortlist, int top) {
      // The one beside it is the smallest, so that it costs no more than this.
      boolean one = aside && shortlist > 1;
      Rungs rungs = Rungs.tournament(one ? shortlist - 1 : shortlist, top, epochs);
      int starts = rungs.list().stream().mapToInt(Rungs.Rung::entrants).sum() + (one ? 1 : 0);
      return starts * prices.start() + (rungs.totalEpochs() + (one ? epochs : 0)) * prices.epoch();
    }
  }
}
