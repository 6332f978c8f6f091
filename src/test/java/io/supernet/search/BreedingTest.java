package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreedingTest {

  private final SearchSpace space = ToySpaces.dag();

  @Test
  void aMutantIsCanonicalAndDiffers() {
    Breeding breeding = new Breeding(space, 0.1, new SplittableRandom(1));
    for (Architecture parent : ToySpaces.all(space)) {
      for (int i = 0; i < 200; i++) {
        Architecture child = breeding.mutate(parent);
        assertThat(child).isEqualTo(space.canonical(child)).isNotEqualTo(parent);
      }
    }
  }

  @Test
  void oneMutationReachesEveryChoiceThatItWakes() {
    Breeding breeding = new Breeding(ToySpaces.nested(), 0, new SplittableRandom(1));
    Set<Architecture> children = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      children.add(breeding.mutate(Architecture.of(0, 0)));
    }
    assertThat(children)
        .containsExactlyInAnyOrder(
            Architecture.of(1, 0), Architecture.of(1, 1), Architecture.of(1, 2));
  }

  @Test
  void mutationChangesDecisionsAtItsRate() {
    Breeding breeding = new Breeding(ToySpaces.flat(4, 4, 4, 4, 4), 0.3, new SplittableRandom(1));
    int changed = 0;
    for (int i = 0; i < 4000; i++) {
      changed += breeding.mutate(Architecture.of(0, 0, 0, 0, 0)).choice(2) == 0 ? 0 : 1;
    }
    // 0.3, and a fifth of the 0.7^5 mutations that would change nothing: 0.3336 with deviation 30.
    assertThat(changed).isBetween(1334 - 120, 1334 + 120);
  }

  @Test
  void nothingToChangeGivesTheParent() {
    Breeding breeding = new Breeding(ToySpaces.flat(1, 1), 0.5, new SplittableRandom(1));
    assertThat(breeding.mutate(Architecture.of(0, 0))).isEqualTo(Architecture.of(0, 0));
  }

  @Test
  void aCrossTakesEachDecisionFromAParentInWhichItMatters() {
    Breeding breeding = new Breeding(space, 0.1, new SplittableRandom(1));
    for (Architecture one : ToySpaces.all(space)) {
      for (Architecture other : ToySpaces.all(space)) {
        for (int i = 0; i < 20; i++) {
          Architecture child = breeding.cross(one, other);
          assertThat(child).isEqualTo(space.canonical(child));
          for (int d = 0; d < child.length(); d++) {
            assertThat(!space.active(child, d) || from(one, child, d) || from(other, child, d))
                .as("decision %s of %s from %s and %s", d, child, one, other)
                .isTrue();
          }
        }
      }
    }
  }

  @Test
  void neighborsDifferInOneDecisionAndWhatItWakes() {
    Toys.ScriptedRandom random = new Toys.ScriptedRandom();
    Breeding breeding = new Breeding(ToySpaces.doublyNested(), 0, random);
    random.says(0, 3);
    assertThat(breeding.neighbors(Architecture.of(0, 0, 0, 1)))
        .containsExactly(
            Architecture.of(1, 0, 3, 1), Architecture.of(0, 0, 0, 0), Architecture.of(0, 0, 0, 2));
    random.says(2);
    assertThat(breeding.neighbors(Architecture.of(1, 1, 0, 0)))
        .containsExactly(
            Architecture.of(0, 0, 0, 0),
            Architecture.of(1, 0, 2, 0),
            Architecture.of(1, 1, 0, 1),
            Architecture.of(1, 1, 0, 2));
    assertThat(random.isUsedUp()).isTrue();
  }

  private boolean from(Architecture parent, Architecture child, int decision) {
    return space.active(parent, decision) && parent.choice(decision) == child.choice(decision);
  }
}
