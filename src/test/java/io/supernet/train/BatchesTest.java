package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final int[] ALL = IntStream.range(0, 12).toArray();

  @Test
  void anEpochIsAPermutation() {
    Batches batches = new Batches(12, 4, new RandomStreams(1));
    assertThat(batches.stepsPerEpoch()).isEqualTo(3);
    for (int epoch = 0; epoch < 5; epoch++) {
      List<Integer> seen = new ArrayList<>();
      for (int step = 0; step < 3; step++) {
        for (int row : batches.batch(epoch * 3L + step)) {
          seen.add(row);
        }
      }
      assertThat(seen.stream().mapToInt(i -> i).toArray())
          .isNotEqualTo(ALL)
          .containsExactlyInAnyOrder(ALL);
    }
  }

  @Test
  void epochsDiffer() {
    Batches batches = new Batches(12, 12, new RandomStreams(1));
    assertThat(batches.batch(0)).isNotEqualTo(batches.batch(1));
  }

  @Test
  void everyBatchIsWholeAndNoExampleComesTwiceInAnEpoch() {
    Batches batches = new Batches(11, 4, new RandomStreams(1));
    assertThat(batches.stepsPerEpoch()).isEqualTo(2);
    List<Integer> seen = new ArrayList<>();
    for (int step = 0; step < 2; step++) {
      int[] batch = batches.batch(step);
      assertThat(batch).hasSize(4);
      IntStream.of(batch).forEach(seen::add);
    }
    assertThat(seen).doesNotHaveDuplicates().allMatch(row -> row >= 0 && row < 11);
  }

  @Test
  void whatIsLeftOverHasItsTurnInOtherEpochs() {
    Batches batches = new Batches(11, 4, new RandomStreams(1));
    assertThat(IntStream.range(0, 40).flatMap(step -> IntStream.of(batches.batch(step))).distinct())
        .hasSize(11);
  }

  @Test
  void aBatchLargerThanTheDataIsTheData() {
    Batches batches = new Batches(3, 64, new RandomStreams(1));
    assertThat(batches.stepsPerEpoch()).isEqualTo(1);
    assertThat(batches.batch(5)).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void anyStepIsReachedDirectlyAndInAnyOrder() {
    Batches forward = new Batches(12, 4, new RandomStreams(9));
    List<int[]> batches = IntStream.range(0, 9).mapToObj(forward::batch).toList();
    for (int step : new int[] {7, 0, 8, 3, 3, 1}) {
      assertThat(new Batches(12, 4, new RandomStreams(9)).batch(step)).isEqualTo(batches.get(step));
      assertThat(forward.batch(step)).isEqualTo(batches.get(step));
    }
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    assertThat(new Batches(12, 12, new RandomStreams(1)).batch(0))
        .isNotEqualTo(new Batches(12, 12, new RandomStreams(2)).batch(0));
  }
}
