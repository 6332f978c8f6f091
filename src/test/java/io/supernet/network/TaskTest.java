package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import org.junit.jupiter.api.Test;

class TaskTest {

  @Test
  void examplesAreNotAbsurdlyLarge() {
    assertThat(Task.images(4096, 4096, 1, 2).inputShape()).containsExactly(4096L, 4096L, 1L);
    assertThatThrownBy(() -> Task.images(4096, 4096, 2, 2))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "An example of shape [4096, 4096, 2] has more than 16777216 values; give smaller sizes.");
    long most = Long.MAX_VALUE;
    assertThatThrownBy(() -> Task.images(most, most, most, 2)).hasMessageContaining("more than");
    assertThatThrownBy(() -> Task.table(16_777_217, 2)).hasMessageContaining("more than");
  }
}
