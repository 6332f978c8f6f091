package io.supernet.maven;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * What a run found, as it is kept with the sources: enough to train and export it elsewhere. It
 * holds no time, so that the same run writes the same file.
 *
 * @param format of this file
 * @param space its name
 * @param architecture in the notation of the space
 * @param retrainEpochs for which it was trained alone
 * @param metrics by part of the data and by name
 * @param macs multiply-adds of one example
 * @param parameters trained numbers
 * @param audit of the run; null if it was not audited
 * @param options of the run
 * @param inputs hashes of all that decided
 * @param versions of what made it
 */
record Found(
    String format,
    String space,
    String architecture,
    int retrainEpochs,
    Map<String, Map<String, Double>> metrics,
    long macs,
    long parameters,
    Audited audit,
    List<String> options,
    Inputs inputs,
    Map<String, String> versions) {

  /**
   * How far the ranking of the supernet can be trusted.
   *
   * @param tau Kendall's, with the accuracies of trainings alone
   * @param low lower end of its interval; null if there is none
   * @param high upper end of its interval; null if there is none
   * @param architectures in the sample
   * @param seeds trainings of each
   */
  record Audited(Double tau, Double low, Double high, int architectures, int seeds) {}

  private static final String FORMAT = "supernet found 1";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The winner of an exported run. */
  static Found of(RunFolder run, List<String> options, Inputs inputs)
      throws MojoExecutionException {
    JsonObject outcome = run.outcome().orElseThrow();
    JsonObject winner = run.winner().orElseThrow();
    JsonObject manifest = run.manifest();
    JsonObject cost = winner.getAsJsonObject("cost");
    return new Found(
        FORMAT,
        outcome.get("space").getAsString(),
        winner.get("architecture").getAsString(),
        manifest.getAsJsonObject("options").getAsJsonObject("alone").get("epochs").getAsInt(),
        new TreeMap<>(
            Map.of(
                "validation",
                numbers(winner.getAsJsonObject("retrained")),
                "test",
                numbers(outcome.getAsJsonObject("test")))),
        cost.get("macs").getAsLong(),
        cost.get("parameters").getAsLong(),
        run.audit().map(Found::audited).orElse(null),
        options,
        inputs,
        texts(manifest.getAsJsonObject("versions")));
  }

  private static Audited audited(JsonObject audit) {
    JsonObject tau =
        audit.getAsJsonArray("predictors").get(0).getAsJsonObject().getAsJsonObject("tau");
    return new Audited(
        number(tau.get("value")),
        number(tau.get("low")),
        number(tau.get("high")),
        audit.get("architectures").getAsInt(),
        audit.get("seeds").getAsInt());
  }

  private static Double number(JsonElement element) {
    return element == null || element.isJsonNull() ? null : (Double) element.getAsDouble();
  }

  private static Map<String, Double> numbers(JsonObject object) {
    Map<String, Double> numbers = new TreeMap<>();
    object.entrySet().forEach(e -> numbers.put(e.getKey(), e.getValue().getAsDouble()));
    return numbers;
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new TreeMap<>();
    object.entrySet().forEach(e -> texts.put(e.getKey(), e.getValue().getAsString()));
    return texts;
  }

  /** Reads a file, if there is one. */
  static Optional<Found> read(Path file) throws MojoExecutionException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Found found = GSON.fromJson(Files.readString(file), Found.class);
      if (found == null || !FORMAT.equals(found.format)) {
        throw new MojoExecutionException(
            "'"
                + file
                + "' is not a result of this plugin ('"
                + FORMAT
                + "'); restore it, or delete it and run supernet:run.");
      }
      Objects.requireNonNull(found.architecture, "architecture");
      Objects.requireNonNull(found.metrics, "metrics");
      Objects.requireNonNull(found.inputs, "inputs");
      return Optional.of(found);
    } catch (IOException | JsonParseException | NullPointerException e) {
      throw new MojoExecutionException(
          "'" + file + "' cannot be read; restore it, or delete it and run supernet:run.", e);
    }
  }

  /** What to know if another version of the library is at work now; nothing if it is the same. */
  Optional<String> otherVersion(String now) {
    return Optional.ofNullable(versions)
        .map(known -> known.get("supernet"))
        .filter(then -> !then.equals(now))
        .map(then -> "found with Supernet " + then + ", and this is " + now);
  }

  /** Writes a file, unless it says the same already. */
  boolean write(Path file) throws MojoExecutionException {
    String text = GSON.toJson(this) + "\n";
    try {
      if (Files.exists(file) && Files.readString(file).replace("\r", "").equals(text)) {
        return false;
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path whole = file.resolveSibling("." + file.getFileName() + ".new");
      Files.writeString(whole, text);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot write '" + file + "'", e);
    }
  }
}
