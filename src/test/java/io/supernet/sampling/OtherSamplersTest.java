package io.supernet.sampling;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherSamplersTest {

  private static final RandomStreams STREAMS = new RandomStreams(4);

  @Test
  void aSandwichIsTheLargestTheSmallestAndRandomOnes() {
    SearchSpace space = ToySpaces.flat(3, 3, 3, 3);
    Architecture largest = Architecture.of(2, 2, 2, 2);
    Architecture smallest = Architecture.of(0, 0, 0, 0);
    SandwichSampler sampler = new SandwichSampler(largest, smallest, 2, Together.DISTILLED);
    assertThat(sampler.paths(space)).isEqualTo(4);
    Set<Architecture> others = new HashSet<>();
    for (int step = 0; step < 30; step++) {
      List<Architecture> paths = sampler.next(space, step, STREAMS);
      assertThat(paths).hasSize(4).startsWith(largest, smallest);
      others.addAll(paths.subList(2, 4));
    }
    assertThat(others).hasSizeGreaterThan(30);
    assertRefused(
        () -> new SandwichSampler(largest, smallest, -1, Together.DISTILLED),
        "The number of random paths is -1");
  }

  @Test
  void balancedSizesAreEquallyFrequentWhereUniformOnesAreNot() {
    // The sum of eight decisions: uniform sampling draws sums from 6 to 10 in three of four cases.
    SearchSpace space = ToySpaces.flat(IntStream.range(0, 8).map(i -> 3).toArray());
    BalancedSampler balanced = new BalancedSampler(OtherSamplersTest::sum, 0, 16, 200);
    int[] uniform = thirds(new UniformSampler(), space);
    int[] even = thirds(balanced, space);
    assertThat(uniform[1]).isGreaterThan(2000);
    assertThat(even[0]).isBetween(800, 1200);
    assertThat(even[1]).isBetween(800, 1200);
    assertThat(even[2]).isBetween(800, 1200);
  }

  @Test
  void countsAreOfDecisionsThatMatter() {
    SearchSpace space = ToySpaces.nested();
    UpdateCounts counts = new UpdateCounts(space);
    counts.add(Architecture.of(0, 0));
    counts.add(Architecture.of(1, 2));
    counts.add(Architecture.of(1, 2));
    assertThat(counts.counts()).isDeepEqualTo(new long[][] {{1, 2}, {0, 0, 2}});
    assertThat(counts.spread()).isEqualTo(2);
    assertThatThrownBy(() -> new UpdateCounts(space, new long[][] {{1, 2}, {0, 0}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] thirds(PathSampler sampler, SearchSpace space) {
    int[] counts = new int[3];
    for (int step = 0; step < 3000; step++) {
      double sum = sum(sampler.next(space, step, STREAMS).get(0));
      counts[sum < 16 / 3.0 ? 0 : sum < 32 / 3.0 ? 1 : 2]++;
    }
    return counts;
  }

  private static double sum(Architecture architecture) {
    return Arrays.stream(architecture.toArray()).sum();
  }
}
