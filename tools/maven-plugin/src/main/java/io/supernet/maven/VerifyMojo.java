package io.supernet.maven;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails the build if what was found is beyond a bound. Judges the model that was exported here, or
 * else the committed result.
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public class VerifyMojo extends SupernetMojo {

  /** Least accuracy on the test examples, from 0 to 1. */
  @Parameter(property = "supernet.minAccuracy")
  private Double minAccuracy;

  /** Least values of metrics on the test examples by name, such as {@code r2=0.8}. */
  @Parameter(property = "supernet.min")
  private List<String> min = List.of();

  /** Highest values of metrics on the test examples by name, such as {@code rmse=300}. */
  @Parameter(property = "supernet.max")
  private List<String> max = List.of();

  /** Most multiply-adds, such as 40M. */
  @Parameter(property = "supernet.maxMacs")
  private String maxMacs;

  /** Longest latency of a single example on this machine, measured now, such as 5ms. */
  @Parameter(property = "supernet.maxLatency")
  private String maxLatency;

  /** Least Kendall tau of the supernet: the lower end of the audit's interval is judged. */
  @Parameter(property = "supernet.minTau")
  private Double minTau;

  private final List<String> failures = new ArrayList<>();

  @Override
  void work() throws IOException, MojoExecutionException, MojoFailureException {
    List<MetricBound> bounds = bounds();
    if (bounds.isEmpty() && maxMacs == null && maxLatency == null && minTau == null) {
      getLog().warn("no bound is given: min, max, minAccuracy, maxMacs, maxLatency or minTau");
      return;
    }
    Inputs inputs = inputs();
    Optional<Found> kept = Found.read(resultFile());
    RunFolder run = folder(inputs, kept, folder(inputs).winner().isPresent());
    Optional<Found> judged = judged(run, kept, inputs);
    if (!bounds.isEmpty()) {
      metrics(bounds, run, judged);
    }
    if (maxMacs != null) {
      judge(
          Threshold.MAX_MACS,
          Threshold.MAX_MACS.count(maxMacs),
          judged.map(found -> (double) found.macs()),
          Threshold.MAX_MACS.notMade());
    }
    if (maxLatency != null) {
      judge(
          Threshold.MAX_LATENCY,
          Threshold.MAX_LATENCY.millis(maxLatency),
          run.winner().isPresent() ? Optional.of(latency(run)) : Optional.empty(),
          Threshold.MAX_LATENCY.notMade());
    }
    if (minTau != null) {
      // A model that was only trained again has no supernet: its audit is that of the result.
      tau(
          judged
              .map(Found::audit)
              .or(() -> kept.filter(found -> found.inputs().serve(inputs)).map(Found::audit)));
    }
    if (!failures.isEmpty()) {
      throw new MojoFailureException(String.join("\n", failures));
    }
  }

  private List<MetricBound> bounds() throws MojoExecutionException {
    List<MetricBound> bounds = new ArrayList<>();
    if (minAccuracy != null) {
      bounds.add(MetricBound.ofAccuracy(minAccuracy));
    }
    for (String bound : min) {
      bounds.add(MetricBound.parse("min", bound));
    }
    for (String bound : max) {
      bounds.add(MetricBound.parse("max", bound));
    }
    return bounds;
  }

  private void metrics(List<MetricBound> bounds, RunFolder run, Optional<Found> judged)
      throws MojoExecutionException {
    String weights = run.weights(modelVersion);
    if (!weights.equals("float32")) {
      String parameter = bounds.get(0).threshold().parameter();
      failures.add(
          parameter
              + ": the model keeps its kernels as "
              + weights
              + ", and only float32 was tested; export float32 (supernet.weights), or leave out supernet."
              + parameter
              + ".");
      return;
    }
    Optional<Map<String, Double>> test = judged.map(found -> found.metrics().get("test"));
    for (MetricBound bound : bounds) {
      judge(
          bound.threshold(),
          bound.value(),
          test.map(metrics -> metrics.get(bound.metric())),
          test.map(bound::unknown).orElseGet(bound.threshold()::notMade));
    }
  }

  private void tau(Optional<Found.Audited> audit) throws MojoExecutionException {
    judge(
        Threshold.MIN_TAU,
        Threshold.MIN_TAU.share(minTau),
        audit.map(Found.Audited::low),
        audit
            .map(
                small ->
                    "an audit of "
                        + small.architectures()
                        + " architectures has no interval; audit 8 or more (supernet.auditSample)")
            .orElseGet(Threshold.MIN_TAU::notMade));
  }

  private Optional<Found> judged(RunFolder run, Optional<Found> kept, Inputs inputs)
      throws MojoExecutionException {
    if (run.winner().isPresent()) {
      getLog().info("judging the model of " + shown(run.path()));
      return Optional.of(Found.of(run, options(), inputs));
    }
    if (kept.isEmpty()) {
      return kept;
    }
    if (!kept.get().inputs().serve(inputs)) {
      throw new MojoExecutionException(
          String.join(" and ", kept.get().inputs().differences(inputs))
              + " changed since "
              + shown(resultFile())
              + " was written; 'mvn supernet:run' searches with what there is now.");
    }
    getLog().info("judging what " + shown(resultFile()) + " says");
    return kept;
  }

  private void judge(Threshold threshold, double bound, Optional<Double> value, String missing) {
    Optional<String> failure = threshold.failure(bound, value, missing);
    failure.ifPresent(failures::add);
    if (failure.isEmpty()) {
      getLog().info(threshold.held(bound, value.orElseThrow()));
    }
  }

  private double latency(RunFolder run) throws MojoExecutionException, MojoFailureException {
    String architecture = run.winner().orElseThrow().get("architecture").getAsString();
    String json =
        child().run(new Words("latency", run.path().toString(), architecture, "--json").list());
    return JsonParser.parseString(json)
        .getAsJsonObject()
        .getAsJsonArray("networks")
        .get(0)
        .getAsJsonObject()
        .get("medianMillis")
        .getAsDouble();
  }
}
