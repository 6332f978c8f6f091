package io.supernet.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** How often each option of each decision was trained: on paths on which it matters. */
@API(status = INTERNAL)
public final class UpdateCounts {

  private final SearchSpace space;
  private final long[][] counts;

  /** Nothing trained yet. */
  public UpdateCounts(SearchSpace space) {
    this(
        space,
        space.decisions().stream().map(d -> new long[d.options().size()]).toArray(long[][]::new));
  }

  /**
   * Goes on from some counts.
   *
   * @param counts a row a decision, an entry an option
   */
  public UpdateCounts(SearchSpace space, long[][] counts) {
    this.space = space;
    this.counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    boolean fits = counts.length == space.decisions().size();
    for (int i = 0; fits && i < counts.length; i++) {
      fits = counts[i].length == space.decisions().get(i).options().size();
    }
    if (!fits) {
      throw new IllegalArgumentException("Update counts of another space than " + space.name());
    }
  }

  /** A path was trained. */
  public void add(Architecture path) {
    for (int i = 0; i < counts.length; i++) {
      if (space.active(path, i)) {
        counts[i][path.choice(i)]++;
      }
    }
  }

  /** A row a decision, an entry an option. */
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /** The largest difference between two options of one decision. */
  public long spread() {
    return Arrays.stream(counts)
        .mapToLong(row -> Arrays.stream(row).max().orElse(0) - Arrays.stream(row).min().orElse(0))
        .max()
        .orElse(0);
  }

  /** The updates of each option name, over all decisions. */
  public Map<String, Long> byName() {
    Map<String, Long> sums = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      for (int option = 0; option < counts[i].length; option++) {
        String name = space.decisions().get(i).options().get(option);
        sums.merge(name, counts[i][option], Long::sum);
      }
    }
    return sums;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
