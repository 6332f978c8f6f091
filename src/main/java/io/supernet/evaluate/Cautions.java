package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a reader should know before believing a ranking by accuracy: sentences, none if there is
 * nothing to say.
 *
 * @param examples on which accuracies were measured
 * @param commonClass the class that most of them are of
 * @param ofCommonClass how many are of it
 */
@API(status = INTERNAL)
public record Cautions(int examples, String commonClass, int ofCommonClass) {

  /** From this share on, the largest class is worth a word before anything is trained. */
  private static final double LOPSIDED = 0.8;

  /** From this share on, architectures of one and the same accuracy are. */
  private static final double TIED = 0.8;

  /** Fewer examples are few in any case. */
  private static final int FEW = 100;

  public Cautions {
    if (ofCommonClass < 1 || ofCommonClass > examples) {
      throw new IllegalArgumentException(ofCommonClass + " of " + examples + " examples");
    }
  }

  /** The accuracy of a constant answer, if that is high. */
  public Optional<String> ofExamples() {
    return share() < LOPSIDED
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "%s of the %,d validation examples are of class '%s': so high is the accuracy of that answer alone; the metric balanced_accuracy and class weights count each class alike",
                percent(share()), examples, commonClass));
  }

  /** Of values of which it is not known on what they were measured. */
  public static List<String> ofTies(Metric metric, List<Evaluation> evaluations) {
    return tied(metric, judged(evaluations)).stream().toList();
  }

  /**
   * Of what a search for the best of any metric has found.
   *
   * @param constant what the best constant answer comes to; NaN if that is not known
   */
  public static List<String> ofSearch(
      Metric metric, double constant, List<Evaluation> evaluations) {
    List<Double> values = judged(evaluations);
    Stream<String> worse =
        values.stream()
            .max(Comparator.comparingDouble(metric::score))
            .filter(best -> loses(metric, best, constant))
            .map(best -> lost("the best " + metric.name(), metric, best, constant))
            .stream();
    return Stream.concat(worse, tied(metric, values).stream()).toList();
  }

  /**
   * Of the one that is exported in the end, or would be.
   *
   * @param part of the data, such as {@code test}
   * @param value what it comes to there
   * @param constant what the best constant answer comes to there; NaN if that is not known
   */
  public static Optional<String> ofWinner(
      Metric metric, String part, double value, double constant) {
    String what = Text.of("the %s of the winner on %s examples", metric.name(), part);
    return loses(metric, value, constant)
        ? Optional.of(lost(what, metric, value, constant))
        : Optional.empty();
  }

  private static boolean loses(Metric metric, double value, double constant) {
    return metric.score(value) <= metric.score(constant);
  }

  private static String lost(String what, Metric metric, double value, double constant) {
    return Text.of(
        "%s, %s, is not %s that of a constant answer, %s",
        what,
        metric.text(value),
        metric.higherIsBetter() ? "above" : "below",
        metric.text(constant));
  }

  /** What a constant answer comes to, if that is nearly all that there is. */
  public static Optional<String> ofConstant(Metric metric, double constant) {
    return metric.most() == 1 && constant >= LOPSIDED
        ? Optional.of(
            Text.of(
                "one answer for all validation examples has a %s of %s; look whether a search finds more",
                metric.name(), metric.text(constant)))
        : Optional.empty();
  }

  /** Of what a search has found. */
  public List<String> of(List<Evaluation> evaluations) {
    List<Double> accuracies = judged(evaluations);
    if (accuracies.isEmpty()) {
      return List.of();
    }
    double best = accuracies.stream().mapToDouble(a -> a).max().orElseThrow();
    List<String> cautions = new ArrayList<>();
    if (best <= share()) {
      cautions.add(
          Text.of(
              "the best accuracy, %s, is not above that of a constant answer: %s of the validation examples are of class '%s'",
              percent(best), percent(share()), commonClass));
    }
    Optional<String> tied = tied(Metric.ACCURACY, accuracies);
    tied.ifPresent(cautions::add);
    if (tied.isEmpty()) {
      close(accuracies, best).ifPresent(cautions::add);
    }
    return ImmutableList.copyOf(cautions);
  }

  private static List<Double> judged(List<Evaluation> evaluations) {
    return evaluations.stream().flatMapToDouble(e -> e.judged().stream()).boxed().toList();
  }

  private double share() {
    return (double) ofCommonClass / examples;
  }

  private static Optional<String> tied(Metric metric, List<Double> values) {
    if (values.size() < 2) {
      return Optional.empty();
    }
    Map<Double, Long> counts =
        values.stream().collect(Collectors.groupingBy(v -> v, Collectors.counting()));
    Map.Entry<Double, Long> most =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    int all = values.size();
    if (most.getValue() < TIED * all) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
            "%,d of %,d architectures have the same %s, %s (%,d different in all), and are not told apart",
            most.getValue(), all, metric.name(), metric.text(most.getKey()), counts.size()));
  }

  /** The standard error is that of two more successes and failures, above 0 for 0 and 1 too. */
  private Optional<String> close(List<Double> accuracies, double best) {
    double p = (best * examples + 2) / (examples + 4);
    double error = Math.sqrt(p * (1 - p) / (examples + 4));
    long near = accuracies.stream().filter(a -> a >= best - 2 * error).count();
    if (near < 2 && examples >= FEW) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
            "an accuracy on %,d validation examples has a standard error of %.1f points: %,d of %,d architectures are within two of the best",
            examples, 100 * error, near, accuracies.size()));
  }

  private static String percent(double share) {
    return Text.of("%.2f %%", 100 * share);
  }
}
