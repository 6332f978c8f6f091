package io.supernet.maven;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A bound on one figure of what was found.
 *
 * @param parameter of the goal {@code verify}
 * @param figure in words
 * @param least whether the bound is the least value, else the most
 * @param wayOut what to do if the figure is beyond the bound
 * @param maker goal that makes the figure
 */
record Threshold(String parameter, String figure, boolean least, String wayOut, String maker) {

  static final Threshold MIN_ACCURACY =
      new Threshold(
          "minAccuracy",
          "test accuracy",
          true,
          "give the search more time, data or another space",
          "supernet:run");
  static final Threshold MAX_MACS =
      new Threshold(
          "maxMacs",
          "number of multiply-adds",
          false,
          "search under the limit (supernet.limitMacs)",
          "supernet:run");
  static final Threshold MAX_LATENCY =
      new Threshold(
          "maxLatency",
          "latency of the network on one thread of this machine in ms, as 'supernet latency' measures it,",
          false,
          "search under the limit (supernet.limitLatency)",
          "supernet:export");
  static final Threshold MIN_TAU =
      new Threshold(
          "minTau",
          "lower end of the interval of the supernet's Kendall tau",
          true,
          "train the supernet longer, or audit a larger sample (supernet.auditSample)",
          "supernet:audit");

  private static final Pattern AMOUNT = Pattern.compile("([0-9]*\\.?[0-9]+)([A-Za-z]*)");
  private static final Map<String, Double> COUNTS = Map.of("", 1.0, "k", 1e3, "m", 1e6, "g", 1e9);
  private static final Map<String, Double> MILLIS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3);

  /**
   * Why the build fails; nothing if it does not.
   *
   * @param missing why there is no value, if there is none
   */
  Optional<String> failure(double bound, Optional<Double> value, String missing) {
    if (value.isEmpty()) {
      return Optional.of(parameter + ": " + missing + ".");
    }
    boolean kept = least ? value.get() >= bound : value.get() <= bound;
    return kept
        ? Optional.empty()
        : Optional.of(
            parameter
                + ": the "
                + figure
                + " is "
                + text(value.get(), bound)
                + (least ? ", less than " : ", more than ")
                + text(bound, value.get())
                + "; "
                + wayOut
                + ", or change supernet."
                + parameter
                + ".");
  }

  /** The way to a figure that was not made yet. */
  String notMade() {
    return "there is no " + figure + "; 'mvn " + maker + "' makes it first";
  }

  /** What holds, for the log. */
  String held(double bound, double value) {
    return figure + " " + text(value) + (least ? " >= " : " <= ") + text(bound);
  }

  /** A share from 0 to 1, or a tau from -1 to 1. */
  double share(double bound) throws MojoExecutionException {
    if (!(Math.abs(bound) <= 1)) {
      throw new MojoExecutionException(
          parameter
              + " is "
              + text(bound)
              + "; give a number of at most 1, such as 0.9 for 90 percent.");
    }
    return bound;
  }

  /** A number such as 40M. */
  double count(String text) throws MojoExecutionException {
    return amount(text, COUNTS, "40M");
  }

  /** A time such as 5ms, in ms. */
  double millis(String text) throws MojoExecutionException {
    return amount(text, MILLIS, "5ms");
  }

  private double amount(String text, Map<String, Double> units, String example)
      throws MojoExecutionException {
    Matcher matcher = AMOUNT.matcher(text.strip());
    Double unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new MojoExecutionException(
          parameter + " is '" + text + "'; give an amount such as " + example + ".");
    }
    return Double.parseDouble(matcher.group(1)) * unit;
  }

  /** With all digits where the other figure would be the same without. */
  private static String text(double value, double other) {
    return text(value).equals(text(other)) ? Double.toString(value) : text(value);
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
