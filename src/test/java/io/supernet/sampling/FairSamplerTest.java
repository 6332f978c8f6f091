package io.supernet.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FairSamplerTest {

  private static final RandomStreams STREAMS = new RandomStreams(4);
  private final FairSampler sampler = new FairSampler();

  @Test
  void everyOptionOnceAStep() {
    SearchSpace space = ToySpaces.flat(5, 5, 5);
    assertThat(sampler.paths(space)).isEqualTo(5);
    UpdateCounts counts = new UpdateCounts(space);
    Set<Architecture> different = new HashSet<>();
    for (int step = 0; step < 40; step++) {
      List<Architecture> paths = sampler.next(space, step, STREAMS);
      assertThat(paths).hasSize(5);
      paths.forEach(counts::add);
      different.addAll(paths);
      long once = step + 1L;
      assertThat(List.of(counts.counts()))
          .allSatisfy(row -> assertThat(row).containsExactly(once, once, once, once, once));
    }
    // 200 of 125 possible paths were dealt; repeating one order would show 5 or 25.
    assertThat(different).hasSizeGreaterThan(70);
  }

  @Test
  void smallerDecisionsDifferByOneAtMost() {
    SearchSpace space = ToySpaces.flat(5, 2, 3, 4);
    UpdateCounts counts = new UpdateCounts(space);
    for (int step = 0; step < 100; step++) {
      sampler.next(space, step, STREAMS).forEach(counts::add);
      assertThat(counts.spread()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void isTheSameForTheSameStep() {
    SearchSpace space = ToySpaces.flat(5, 2, 3);
    assertThat(sampler.next(space, 17, STREAMS)).isEqualTo(sampler.next(space, 17, STREAMS));
    assertThat(sampler.next(space, 17, STREAMS)).isNotEqualTo(sampler.next(space, 18, STREAMS));
  }

  @Test
  void ordersAreUniform() {
    SearchSpace space = ToySpaces.flat(3, 3);
    int[] seen = new int[9];
    for (int step = 0; step < 3000; step++) {
      Architecture first = sampler.next(space, step, STREAMS).get(0);
      seen[first.choice(0) * 3 + first.choice(1)]++;
    }
    double chiSquare = 0;
    for (int count : seen) {
      chiSquare += Math.pow(count - 3000 / 9.0, 2) / (3000 / 9.0);
    }
    // 99.9 % point for 8 degrees of freedom.
    assertThat(chiSquare).isLessThan(26.1);
  }

  @Test
  void dealsAgainUntilAllPathsAreConnected() {
    SearchSpace whole = ToySpaces.flat(4, 4);
    SearchSpace space =
        new SearchSpace("cut", whole.decisions(), a -> a.choice(0) != 0 || a.choice(1) != 0);
    UpdateCounts counts = new UpdateCounts(space);
    for (int step = 0; step < 200; step++) {
      List<Architecture> paths = sampler.next(space, step, STREAMS);
      assertThat(paths).allMatch(space::connected);
      paths.forEach(counts::add);
    }
    assertThat(counts.spread()).isZero();
  }

  @Test
  void trainsDisconnectedPathsWhereThereIsNoOtherWay() {
    SearchSpace whole = ToySpaces.flat(3);
    SearchSpace space = new SearchSpace("cut", whole.decisions(), a -> a.choice(0) != 0);
    assertThat(sampler.next(space, 0, STREAMS))
        .containsExactlyInAnyOrder(Architecture.of(0), Architecture.of(1), Architecture.of(2));
  }

  @Test
  void pathsOfNestedDecisionsAreCanonical() {
    SearchSpace space = ToySpaces.doublyNested();
    for (int step = 0; step < 50; step++) {
      assertThat(sampler.next(space, step, STREAMS))
          .hasSize(4)
          .allSatisfy(path -> assertThat(space.canonical(path)).isEqualTo(path));
    }
  }
}
