package io.supernet.maven;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A bound on a metric of what was found, on the test examples.
 *
 * @param metric its name
 * @param value the bound, in the unit of the metric
 */
record MetricBound(String metric, double value, Threshold threshold) {

  private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]*)=([-+0-9.eE]+)");

  /** That of {@code minAccuracy}. */
  static MetricBound ofAccuracy(double least) throws MojoExecutionException {
    Threshold threshold = Threshold.MIN_ACCURACY;
    return new MetricBound("accuracy", threshold.share(least), threshold);
  }

  /**
   * Reads one such as {@code r2=0.8}.
   *
   * @param parameter {@code min} or {@code max}
   */
  static MetricBound parse(String parameter, String text) throws MojoExecutionException {
    Matcher matcher = FORM.matcher(text.strip());
    boolean least = parameter.equals("min");
    try {
      if (matcher.matches()) {
        String metric = matcher.group(1);
        Threshold threshold =
            new Threshold(
                parameter,
                "test " + metric,
                least,
                Threshold.MIN_ACCURACY.wayOut(),
                Threshold.MIN_ACCURACY.maker());
        return new MetricBound(metric, Double.parseDouble(matcher.group(2)), threshold);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new MojoExecutionException(
        parameter
            + " is '"
            + text
            + "'; give a metric and its bound, such as "
            + (least ? "r2=0.8." : "rmse=300."));
  }

  /** Why there is no value among these. */
  String unknown(Map<String, Double> metrics) {
    return "the model has no "
        + metric
        + " but "
        + String.join(", ", metrics.keySet())
        + "; name one of these, or leave out supernet."
        + threshold.parameter();
  }
}
