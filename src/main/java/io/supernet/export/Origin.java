package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Where a model is from.
 *
 * @param metrics of it, by part of the data and by name
 * @param seed of all randomness
 * @param versions of what made it
 * @param run that made it, if one did
 */
@API(status = INTERNAL)
public record Origin(
    Map<String, Map<String, Double>> metrics,
    long seed,
    Map<String, String> versions,
    Optional<MadeBy> run) {

  public Origin {
    metrics = ImmutableMap.copyOf(metrics);
    versions = ImmutableMap.copyOf(versions);
  }
}
