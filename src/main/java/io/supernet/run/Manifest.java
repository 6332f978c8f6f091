package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import io.supernet.Text;
import io.supernet.data.ImageReading;
import io.supernet.data.Preparation;
import io.supernet.data.Split;
import io.supernet.data.TableEncoding;
import io.supernet.plan.Division;
import io.supernet.storage.SealedJson;
import io.supernet.supernet.Kernels;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/**
 * What a run is: enough to repeat it and to continue it. Kept as {@code manifest.json}.
 *
 * @param created when, UTC
 * @param goal how far the run goes
 * @param definitionHash fingerprint of the definition file and of the network that it gives
 * @param versions of the project, TensorFlow, its kernels, Java and the operating system
 * @param dataHashes SHA-256 of training, validation and test data
 * @param dataSizes number of examples of each
 * @param table how the rows of a table become examples; null if the data are none
 * @param images how files of images become examples; null if the data are none
 * @param options all options
 * @param seconds spent in each phase so far
 * @param division of what the run may take; null if it is not limited, or not divided yet
 */
@API(status = INTERNAL)
public record Manifest(
    String created,
    Goal goal,
    String definitionHash,
    Map<String, String> versions,
    Map<String, String> dataHashes,
    Map<String, Integer> dataSizes,
    @Nullable TableEncoding table,
    @Nullable ImageReading images,
    RunOptions options,
    Map<String, Double> seconds,
    @Nullable Division division) {

  /** The version that decides how sums are rounded. */
  private static final String KERNELS = "kernels";

  private static final SealedJson<Manifest> FORMAT =
      new SealedJson<>("run", 3, Manifest.class, "restore it, or begin a new run");

  public Manifest {
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(definitionHash, "definitionHash");
    Objects.requireNonNull(options, "options");
    versions = ImmutableMap.copyOf(versions);
    dataHashes = ImmutableMap.copyOf(dataHashes);
    dataSizes = ImmutableMap.copyOf(dataSizes);
    seconds = ImmutableMap.copyOf(seconds);
  }

  static Manifest begin(Goal goal, String definitionHash, Split data, RunOptions options) {
    return new Manifest(
        Instant.now().toString(),
        goal,
        definitionHash,
        currentVersions(),
        hashes(data),
        sizes(data),
        data.train().encoding().orElse(null),
        data.train().imageReading().orElse(null),
        options,
        Map.of(),
        null);
  }

  /** Reads the manifest of a run. */
  static Manifest read(Path file) {
    return FORMAT.read(file);
  }

  void write(Path file) {
    FORMAT.write(file, this);
  }

  Manifest with(Goal newGoal, RunOptions newOptions) {
    return with(newGoal, newOptions, seconds, division);
  }

  Manifest with(RunOptions newOptions, Division plan) {
    return with(goal, newOptions, seconds, plan);
  }

  private Manifest with(
      Goal newGoal,
      RunOptions newOptions,
      Map<String, Double> newSeconds,
      @Nullable Division newDivision) {
    return new Manifest(
        created,
        newGoal,
        definitionHash,
        versions,
        dataHashes,
        dataSizes,
        table,
        images,
        newOptions,
        newSeconds,
        newDivision);
  }

  /** How what is read becomes examples. */
  Preparation preparation() {
    return new Preparation(Optional.ofNullable(table), Optional.ofNullable(images));
  }

  /** How what the run may take is divided, once that is done. */
  public Optional<Division> plan() {
    return Optional.ofNullable(division);
  }

  Manifest plusSeconds(String phase, double more) {
    Map<String, Double> sum = new LinkedHashMap<>(seconds);
    sum.merge(phase, more, Double::sum);
    return with(goal, options, sum, division);
  }

  /** What going on with other kernels changes, if a promise of the run hangs on them. */
  public Optional<String> whatIsLostWith(Kernels now) {
    String then = versions.get(KERNELS);
    return options.threads() != 1 || then == null || then.equals(now.name())
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "the run began with other TensorFlow kernels (%s, now %s); results repeat bit for bit only with the same kernels",
                then, now.name()));
  }

  static Map<String, String> hashes(Split data) {
    return ImmutableMap.of(
        "train",
        data.train().sha256(),
        "validation",
        data.validation().sha256(),
        "test",
        data.test().sha256());
  }

  /** The number of examples of a part: {@code train}, {@code validation} or {@code test}. */
  public int size(String part) {
    return Optional.ofNullable(dataSizes.get(part)).orElseThrow();
  }

  private static Map<String, Integer> sizes(Split data) {
    return ImmutableMap.of(
        "train",
        data.train().size(),
        "validation",
        data.validation().size(),
        "test",
        data.test().size());
  }

  /** The version of this library; {@code development} where classes do not come from its jar. */
  public static String supernetVersion() {
    String own = Manifest.class.getPackage().getImplementationVersion();
    return own == null ? "development" : own;
  }

  private static Map<String, String> currentVersions() {
    return ImmutableMap.of(
        "supernet",
        supernetVersion(),
        "tensorflow",
        TensorFlow.version(),
        KERNELS,
        Kernels.current().name(),
        "java",
        System.getProperty("java.version"),
        "os",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
