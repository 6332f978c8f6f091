package io.supernet.study.compare;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one method found with one seed.
 *
 * @param trained networks that were trained alone, for however long
 * @param spent seconds by the tariff
 * @param seconds by the clock, by phase
 * @param architecture the winner by validation, in the notation of the space; null if there is none
 * @param liveMacs its live multiply-adds
 * @param validation its metric on validation examples
 * @param test the same on test examples
 * @param failure why there is no winner; null if there is one
 */
public record MethodResult(
    Method method,
    long seed,
    int trained,
    double spent,
    Map<String, Double> seconds,
    @Nullable String architecture,
    long liveMacs,
    @Nullable Double validation,
    @Nullable Double test,
    @Nullable String failure) {
  public MethodResult {
    seconds = ImmutableMap.copyOf(seconds);
  }
}
