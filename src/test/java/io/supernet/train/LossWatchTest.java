package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of a classifier of ten classes; guessing loses ln 10 = 2.303. */
class LossWatchTest {

  private final LossWatch watch = new LossWatch(Math.log(10));

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aLossThatIsNoNumberIsACollapse(double loss) {
    assertThat(watch.add(loss)).contains("the loss is " + loss);
  }

  @Test
  void lossesThatFallWithBadPathsAmongThemAreNone() {
    Random random = new Random(1);
    for (int step = 0; step < 5000; step++) {
      double good = 0.5 + 1.8 * Math.exp(-step / 500.0) + 0.1 * random.nextGaussian();
      double loss = random.nextInt(4) == 0 ? 2.3 + 3 * random.nextDouble() : good;
      assertThat(watch.add(loss)).isEmpty();
    }
  }

  @Test
  void halfOfTheLossesWorseThanGuessingIsOne() {
    train();
    // Of the last 50, 26 are bad: only then is the median.
    for (int step = 0; step < 25; step++) {
      assertThat(watch.add(4)).isEmpty();
      assertThat(watch.calm()).isFalse();
    }
    assertThat(watch.add(4)).hasValueSatisfying(why -> assertThat(why).contains("above the bound"));
  }

  @Test
  void oneBadStepIsNotWorthACheckpointButNoCollapse() {
    train();
    assertThat(watch.calm()).isTrue();
    assertThat(watch.add(1e6)).isEmpty();
    assertThat(watch.calm()).isFalse();
    assertThat(watch.add(0.5)).isEmpty();
    assertThat(watch.calm()).isTrue();
  }

  @Test
  void highLossesOfTheFirstStepsAreNone() {
    for (int step = 0; step < 100; step++) {
      assertThat(watch.add(20 - step / 10.0)).isEmpty();
    }
  }

  @Test
  void goesOnFromWhatItWrote() {
    train();
    Gson gson = new GsonBuilder().serializeSpecialFloatingPointValues().create();
    LossWatch other = gson.fromJson(gson.toJson(watch), LossWatch.class);
    assertThat(other.mean()).isEqualTo(watch.mean());
    for (int step = 0; step < 60; step++) {
      Optional<String> said = watch.add(3 + step);
      assertThat(other.add(3 + step)).isEqualTo(said);
    }
  }

  private void train() {
    for (int step = 0; step < 200; step++) {
      watch.add(step % 2 == 0 ? 0.5 : 0.7);
    }
  }
}
