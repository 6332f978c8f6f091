package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.Footprint;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryNeedsTest {

  private static final long FOUR_GIGABYTES = 4_000_000_000L;

  static List<String> builtIn() {
    return Definitions.builtIn();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void refusesNoSpaceThatFits(String space) {
    Definition definition = Definitions.load(Definitions.find(space));
    // Two of the spaces have images of 224 pixels: a batch of 64 of them takes more.
    boolean large = definition.task().inputShape().get(0) > 64;
    long machine = large ? 2 * FOUR_GIGABYTES : FOUR_GIGABYTES;
    assertThatCode(() -> check(Definitions.find(space), RunOptions.DEFAULT, machine))
        .doesNotThrowAnyException();
  }

  /** Gradients take half as much again as activations: 3 of 4 GB are refused by nobody. */
  @Test
  void warnsOfWhatMayNotFit() {
    Footprint three = new Footprint(0.3e9, 2.4e9, 0.3e9);
    three.check("mine", FOUR_GIGABYTES);
    assertThat(three.caution(FOUR_GIGABYTES).orElseThrow())
        .startsWith("training takes about 4.2 GB of memory and this machine has 4.0 GB, so");
    assertThat(three.caution(2 * FOUR_GIGABYTES)).isEmpty();
  }

  /** Two weights of 65,536 × 65,536 a block, each with its momentum, four bytes a number. */
  @Test
  void refusesLayersThatAreTooWide() {
    NetworkDefinition wide =
        set(Definitions.find("dense-blocks"), "width=65536", "hidden=65536", "blocks=100");
    refused(wide, RunOptions.DEFAULT, 64_000_000_000L)
        .hasMessageContaining("Training 'dense-blocks' takes at least 687")
        .hasMessageContaining("this machine has 64.0 GB; take fewer or narrower candidates.");
  }

  @Test
  void countsWhatAdamAndSeveralPathsKeep() {
    NetworkDefinition wide =
        set(Definitions.find("dense-blocks"), "width=8192", "hidden=8192", "blocks=1");
    long weights = 2L * 8192 * 8192 * 4;
    RunOptions sgd = RunOptions.DEFAULT;
    TrainingOptions training = sgd.supernet();
    RunOptions adam =
        sgd.with()
            .seed(1)
            .supernet(
                training
                    .with()
                    .optimization(Optimization.DEFAULT.withMethod(Optimization.Method.ADAM))
                    .learningRate(0.001)
                    .build())
            .sampling(sgd.sampling())
            .build();
    RunOptions several =
        sgd.with()
            .seed(1)
            .supernet(training)
            .sampling(new SamplingOptions("uniform", 2, false))
            .build();
    // The other weights, activations and data are less than half of one copy.
    check(wide, sgd, weights * 5 / 2);
    check(wide, adam, weights * 7 / 2);
    check(wide, several, weights * 7 / 2);
    refused(wide, sgd, weights * 2);
    refused(wide, adam, weights * 3);
    refused(wide, several, weights * 3);
  }

  @Test
  void refusesBatchesThatAreTooLarge() {
    NetworkDefinition space = Definitions.find("nasbench201-small");
    TrainingOptions old = RunOptions.DEFAULT.supernet();
    RunOptions options =
        RunOptions.DEFAULT
            .with()
            .seed(1)
            .supernet(new TrainingOptions(1, Integer.MAX_VALUE, 0.1, 0, old.optimization(), false))
            .sampling(SamplingOptions.UNIFORM)
            .build();
    check(space, RunOptions.DEFAULT, FOUR_GIGABYTES);
    refused(space, options, FOUR_GIGABYTES)
        .hasMessageContaining("this machine has 4.0 GB; take a smaller batch");
  }

  @Test
  void countsTheInputsOfWeightsOnce() {
    Definition definition =
        Definitions.load(set(Definitions.find("dense-blocks"), "width=10", "hidden=7", "blocks=1"));
    // Features (16) into the stem, its output (10) into a normalization, the stream (10) into the
    // head; in the block the stream is read again, the hidden layer (7) twice.
    assertThat(definition.keptActivations(definition.parse("skip/relu"))).isEqualTo(16 + 10 + 10);
    assertThat(definition.keptActivations(definition.parse("hidden7/relu")))
        .isEqualTo(16 + 10 + 10 + 7 + 7 + 10);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      NetworkDefinition network, RunOptions options, long machine) {
    return assertThatThrownBy(() -> check(network, options, machine))
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE));
  }

  private static void check(NetworkDefinition network, RunOptions options, long machine) {
    Definition definition = Definitions.load(network);
    MemoryNeeds.check(definition, options, zeros(definition.task()), machine);
  }

  private static NetworkDefinition set(NetworkDefinition network, String... assignments) {
    NetworkDefinition changed = network;
    for (String assignment : assignments) {
      changed = Definitions.set(changed, assignment);
    }
    return changed;
  }

  /** 10,000 examples, of large images 100. */
  private static Split zeros(Task task) {
    int examples = task.inputShape().size() == 3 && task.inputShape().get(0) > 32 ? 100 : 10_000;
    boolean images = task.inputShape().size() == 3;
    ElementType type = images ? ElementType.UINT8 : ElementType.FLOAT32;
    int bytes =
        Math.toIntExact(
            task.inputShape().stream().reduce((long) examples * type.bytes(), (a, b) -> a * b));
    List<String> classes = IntStream.range(0, task.classes()).mapToObj(Integer::toString).toList();
    DataSet data =
        DataSet.of(
            "zeros",
            type,
            task.inputShape(),
            classes,
            ByteBuffer.allocate(bytes),
            new int[examples]);
    return new Split(data, data, data);
  }
}
