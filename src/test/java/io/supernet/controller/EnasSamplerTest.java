package io.supernet.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.RandomStreams;
import io.supernet.sampling.LearningSampler.Preferences;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnasSamplerTest {

  private static final SearchSpace SPACE = ToySpaces.flat(3, 3, 3, 3);
  private static final RandomStreams STREAMS = new RandomStreams(5);
  private static final EnasSampler.Options OPTIONS =
      new EnasSampler.Options(5, 10, new ControllerOptions(16, 5, 2.5, 1e-4, 1, 0.9));

  @TempDir Path folder;

  @Test
  void samplesMoreAndMoreOfWhatIsRewarded() {
    try (EnasSampler sampler = sampler()) {
      assertThat(share(sampler)).isCloseTo(1 / 3.0, within(0.1));
      for (int update = 0; update < 60; update++) {
        sampler.learn(SPACE, update, EnasSamplerTest::twos, STREAMS);
      }
      assertThat(share(sampler)).isGreaterThan(0.6);
      Preferences preferences = sampler.preferences(SPACE, STREAMS);
      assertThat(preferences.entropies())
          .hasSize(4)
          .allSatisfy(entropy -> assertThat(entropy).isLessThan(Math.log(3) * 0.95));
    }
  }

  @Test
  void allSamplesOfAnUpdateAreRewardedOnTheSameDraw() {
    List<Long> draws = new ArrayList<>();
    try (EnasSampler sampler = sampler()) {
      sampler.learn(
          SPACE,
          7,
          (architecture, draw) -> {
            draws.add(draw);
            return 0.5;
          },
          STREAMS);
    }
    assertThat(draws).hasSize(10).containsOnly(7L);
  }

  @Test
  void raisesTheAlarmWhereAlmostNothingThatItChoosesHasWeights() {
    // Option 2 has no weights, and is what is rewarded.
    ControllerOptions decided = new ControllerOptions(16, 1, 2.5, 0, 1, 0.9);
    EnasSampler.Options options = new EnasSampler.Options(5, 10, decided);
    try (EnasSampler sampler = new EnasSampler(options, 3, EnasSamplerTest::twosShare)) {
      assertThat(sampler.preferences(SPACE, STREAMS).alarm()).isEmpty();
      for (int update = 0; update < 200; update++) {
        sampler.learn(SPACE, update, EnasSamplerTest::twos, STREAMS);
      }
      assertThat(sampler.preferences(SPACE, STREAMS).alarm())
          .startsWith("alarm: ")
          .endsWith(" % by chance); it may be collapsing to skip connections");
    }
  }

  @Test
  void raisesNoAlarmForDecisionsThatItsChoicesDoNotReach() {
    SearchSpace space = ToySpaces.gated(30);
    try (EnasSampler closed = certain(0.1)) {
      for (int update = 0; update < 60; update++) {
        closed.learn(space, update, (path, draw) -> 1 - path.choice(0), STREAMS);
      }
      Preferences preferences = closed.preferences(space, STREAMS);
      assertThat(preferences.entropies().get(0)).isLessThan(0.1);
      assertThat(preferences.entropies().get(1)).isGreaterThan(0.5);
      assertThat(preferences.entropies().subList(2, 32)).containsOnly(0.0);
      assertThat(preferences.alarm()).isEmpty();
    }
  }

  @Test
  void raisesTheAlarmWhereAllThatItsChoicesReachIsCertain() {
    SearchSpace space = ToySpaces.gated(30);
    try (EnasSampler one = certain(0)) {
      for (int update = 0; update < 100; update++) {
        one.learn(
            space,
            update,
            (path, draw) -> (path.choice(0) == 0 ? 0.5 : 0) + (path.choice(1) == 2 ? 0.5 : 0),
            STREAMS);
      }
      assertThat(one.preferences(space, STREAMS).alarm())
          .startsWith("alarm: the controller has become certain of almost every decision");
    }
  }

  /**
   * That can become as good as certain of a decision; entropy keeps it open where nothing is won.
   */
  private static EnasSampler certain(double entropyWeight) {
    ControllerOptions sharp = new ControllerOptions(8, 1, 8, entropyWeight, 0.3, 0.9);
    return new EnasSampler(new EnasSampler.Options(5, 10, sharp), 3, path -> 0);
  }

  @Test
  void goesOnFromWhatItHasSaved() throws java.io.IOException {
    Files.createDirectories(folder);
    try (EnasSampler whole = sampler();
        EnasSampler other = sampler()) {
      for (int update = 0; update < 5; update++) {
        whole.learn(SPACE, update, EnasSamplerTest::twos, STREAMS);
      }
      whole.save(SPACE, folder);
      other.restore(SPACE, folder);
      whole.learn(SPACE, 5, EnasSamplerTest::twos, STREAMS);
      other.learn(SPACE, 5, EnasSamplerTest::twos, STREAMS);
      assertThat(paths(other)).isEqualTo(paths(whole));
      try (EnasSampler fresh = sampler()) {
        assertThat(paths(fresh)).isNotEqualTo(paths(whole));
      }
    }
  }

  @Test
  void derivesNothingTwiceAndEndsWhereItRepeatsItself() {
    SearchSpace tiny = ToySpaces.flat(2, 2);
    ControllerOptions options = new ControllerOptions(4, 5, 2.5, 0, 0.1, 0.9);
    try (Derive derive =
        new Derive(tiny, () -> new Controller(tiny, options, 1), STREAMS.stream("derive", 0))) {
      List<Architecture> all = new ArrayList<>();
      List<Architecture> more = derive.propose(10);
      while (!more.isEmpty()) {
        all.addAll(more);
        more = derive.propose(10);
      }
      assertThat(all).hasSize(4).doesNotHaveDuplicates();
    }
  }

  private static EnasSampler sampler() {
    return new EnasSampler(OPTIONS, 3, EnasSamplerTest::twosShare);
  }

  private static double twos(Architecture architecture, long draw) {
    return twosShare(architecture);
  }

  private static double twosShare(Architecture architecture) {
    double twos = 0;
    for (int choice : architecture.toArray()) {
      twos += choice == 2 ? 0.25 : 0;
    }
    return twos;
  }

  private static double share(EnasSampler sampler) {
    return paths(sampler).stream().mapToDouble(EnasSamplerTest::twosShare).average().orElse(0);
  }

  private static List<Architecture> paths(EnasSampler sampler) {
    List<Architecture> paths = new ArrayList<>();
    for (int step = 0; step < 100; step++) {
      paths.addAll(sampler.next(SPACE, step, STREAMS));
    }
    return paths;
  }
}
