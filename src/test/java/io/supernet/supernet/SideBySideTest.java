package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.OwnClasses;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** TensorFlow's gradients of an op type are one function for the process, whoever registered it. */
class SideBySideTest {

  private static final int EACH = 2;

  @Test
  void supernetsOfThreadsAndClassLoadersHaveTheGradientsOfOneAlone() throws Exception {
    Method other = other();
    Method another = other();
    assertThat(other.getDeclaringClass()).isNotIn(Gradients.class, another.getDeclaringClass());
    List<Callable<Object>> tasks = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(3 * EACH);
    for (int i = 0; i < EACH; i++) {
      for (Callable<Object> task :
          List.<Callable<Object>>of(
              Gradients::all, () -> other.invoke(null), () -> another.invoke(null))) {
        tasks.add(
            () -> {
              start.await();
              return task.call();
            });
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<Object>> together = threads.invokeAll(tasks);
      Map<String, float[]> alone = Gradients.all();
      for (Future<Object> done : together) {
        @SuppressWarnings("unchecked")
        Map<String, float[]> gradients = (Map<String, float[]>) done.get();
        assertThat(gradients.keySet()).isEqualTo(alone.keySet());
        gradients.forEach(
            (name, gradient) ->
                assertThat(Numbers.difference(gradient, alone.get(name)))
                    .as(name)
                    .isLessThanOrEqualTo(1e-5 * Math.max(0.1, Numbers.largest(gradient))));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Method other() throws ReflectiveOperationException {
    return new OwnClasses().loadClass(Gradients.class.getName()).getMethod("all");
  }

  /** What each computes. */
  public static final class Gradients {

    private Gradients() {}

    /** Of all weights on a path. */
    public static Map<String, float[]> all() {
      Definition definition = TestNetworks.nested();
      ModelOptions options =
          new ModelOptions(3, Optimization.DEFAULT, false, BatchNormMode.BATCH, 1);
      try (Supernet supernet =
          Supernet.build(definition, RandomData.of(definition.task()), options)) {
        return supernet.gradients(
            TestNetworks.random(definition, 1, 8).get(0), RandomData.batch(16, 1));
      }
    }
  }
}
