package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomSearchTest {

  @Test
  void exhaustsATinySpaceExactly() {
    for (SearchSpace space :
        List.of(ToySpaces.nested(), ToySpaces.dag(), ToySpaces.flat(5, 5, 5))) {
      SearchStrategy strategy = new RandomSearch(space, new SplittableRandom(1));
      SearchResult result = Toys.search(space, strategy, Toys.evaluator(a -> 0.5), 1000);
      assertThat(Toys.architectures(result))
          .containsExactlyInAnyOrderElementsOf(ToySpaces.all(space));
      assertThat(strategy.propose(1)).isEmpty();
    }
  }

  @Test
  void endsWhenAllConnectedOnesAreFound() {
    SearchSpace space = new SearchSpace("cut", ToySpaces.dag().decisions(), a -> a.choice(0) == 2);
    SearchStrategy strategy = new RandomSearch(space, new SplittableRandom(2));
    assertThat(strategy.propose(100)).hasSize(7).allMatch(space::connected);
    assertThat(strategy.propose(100)).isEmpty();
  }

  @Test
  void theFirstProposalIsUniform() {
    Map<Architecture, Integer> drawn = new HashMap<>();
    for (int seed = 0; seed < 4000; seed++) {
      SearchStrategy strategy = new RandomSearch(ToySpaces.nested(), new SplittableRandom(seed));
      drawn.merge(strategy.propose(1).get(0), 1, Integer::sum);
    }
    // Binomial with mean 1000 and deviation 27.
    assertThat(drawn.values()).hasSize(4).allSatisfy(n -> assertThat(n).isBetween(890, 1110));
  }

  @Test
  void staysWithinWhatItMayPropose() {
    SearchStrategy strategy = new RandomSearch(ToySpaces.flat(9, 9, 9), new SplittableRandom(3));
    assertThat(strategy.propose(3)).hasSize(3);
    assertThat(strategy.propose(Integer.MAX_VALUE)).hasSizeBetween(1, 726);
  }
}
