package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.StorageFailures;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models of several sizes from one supernet, as {@code family.json} beside them says. Each has a
 * folder of its own name there, and {@value #ALL} holds one model of all sizes.
 *
 * @param space name of the search space
 * @param figure that targets are given in: {@code macs}, {@code parameters}, {@code size} or {@code
 *     latency}
 * @param metric that decided among networks that keep a target
 * @param calibration how many training examples gave the statistics of batch normalization
 * @param machine on which latencies were measured
 * @param version of all models
 * @param members from the smallest target
 * @since 0.2
 */
public record Family(
    String space,
    String figure,
    String metric,
    int calibration,
    String machine,
    int version,
    List<Member> members) {

  /** The folder of the model that has all sizes. */
  public static final String ALL = "all";

  private static final String FILE = "family.json";

  /**
   * One size.
   *
   * @param name of its folder, and of the size
   * @param target the most it may cost, in the unit of the figure
   * @param cost what it costs
   * @param architecture in the notation of the space
   * @param macs multiply-adds for one example
   * @param parameters trained scalars
   * @param metrics by part of the data and by name
   * @param latencyMillis median milliseconds of a request, by the number of its examples, asked of
   *     the model that has all sizes
   */
  public record Member(
      String name,
      double target,
      double cost,
      String architecture,
      long macs,
      long parameters,
      Map<String, Map<String, Double>> metrics,
      Map<Integer, Double> latencyMillis) {
    public Member {
      metrics = ImmutableSortedMap.copyOf(metrics);
      latencyMillis = ImmutableSortedMap.copyOf(latencyMillis);
    }

    /** The same with latencies. */
    public Member with(Map<Integer, Double> measured) {
      return new Member(name, target, cost, architecture, macs, parameters, metrics, measured);
    }

    /** A metric, or NaN. */
    public double metric(String part, String metric) {
      return metrics.getOrDefault(part, Map.of()).getOrDefault(metric, Double.NaN);
    }
  }

  public Family {
    members = ImmutableList.copyOf(members);
  }

  /**
   * Reads that of a folder.
   *
   * @throws SupernetException if there is none
   */
  public static Family read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return requireNonNull(Json.LINE.fromJson(Files.readString(file), Family.class));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    } catch (RuntimeException e) {
      throw new SupernetException(
          Kind.STORAGE, Text.of("'%s' is damaged; 'supernet family' writes it again.", file), e);
    }
  }

  /** The same; empty if there is none. */
  public static Optional<Family> find(Path folder) {
    return Files.exists(folder.resolve(FILE)) ? Optional.of(read(folder)) : Optional.empty();
  }

  /** Writes it into a folder. */
  public void write(Path folder) {
    AtomicFiles.write(folder.resolve(FILE), Json.pretty(this) + "\n");
  }
}
