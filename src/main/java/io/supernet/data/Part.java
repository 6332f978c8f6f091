package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** The parts of data that have folders or files of their own. */
@API(status = INTERNAL)
public enum Part {
  TRAIN("train", "training"),
  VALIDATION("validation", "val", "valid"),
  TEST("test", "testing");

  private final ImmutableList<String> names;

  Part(String... names) {
    this.names = ImmutableList.copyOf(names);
  }

  /** The part that a folder of this name holds. */
  public static Optional<Part> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(part -> part.names.contains(lower)).findFirst();
  }

  /** The words that name it. */
  public List<String> names() {
    return names;
  }

  @Override
  public String toString() {
    return names.get(0);
  }
}
