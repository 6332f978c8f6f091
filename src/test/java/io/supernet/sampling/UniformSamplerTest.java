package io.supernet.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UniformSamplerTest {

  @Test
  void drawsConnectedArchitecturesWithTheSameProbability() {
    // 18 architectures; those with beside = 0 are cut: 12 are left.
    SearchSpace whole = ToySpaces.doublyNested();
    SearchSpace space = new SearchSpace("cut", whole.decisions(), a -> a.choice(3) != 0);
    Map<Architecture, Integer> drawn = new HashMap<>();
    UniformSampler sampler = new UniformSampler(3);
    for (int i = 0; i < 12 * 2000 / 3; i++) {
      List<Architecture> paths = sampler.next(space, i, new RandomStreams(5));
      assertThat(paths).hasSize(3);
      paths.forEach(path -> drawn.merge(path, 1, Integer::sum));
    }
    assertThat(drawn.keySet())
        .containsExactlyInAnyOrderElementsOf(
            ToySpaces.all(whole).stream().filter(space::connected).toList());
    double chiSquare = drawn.values().stream().mapToDouble(n -> Math.pow(n - 2000, 2) / 2000).sum();
    // 99.9 % point for 11 degrees of freedom.
    assertThat(chiSquare).isLessThan(31.3);
  }
}
