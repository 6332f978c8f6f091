package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

class SplitTensorsTest {

  private static final Definition DEFINITION =
      TestNetworks.table("head", (b, x) -> b.dense("head", x, RandomData.CLASSES));
  private static final Architecture ONLY = Architecture.of();

  /** A session with data and nothing else. */
  private static final class Loaded implements AutoCloseable {

    private final Graph graph = new Graph();
    private final ModelData data;
    private final Operand<? extends TNumber> first;
    private final Session session;

    Loaded(Split split) {
      Ops tf = Ops.create(graph);
      this.data = new ModelData(tf, split, tf.placeholder(TInt32.class));
      this.first = data.examples(tf);
      // On another device a session has its own copy.
      this.session = new Session(graph, ConfigProto.newBuilder().putDeviceCount("GPU", 0).build());
      data.load(session, tf.noOp());
    }

    /** The first value of the first example. */
    byte first() {
      try (ModelData.Fed fed = data.feed(session.runner(), new int[] {0});
          Result result = fed.runner().fetch(first).run()) {
        return ((TUint8) result.get(0)).getByte(0, 0, 0, 0);
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
      data.close();
    }
  }

  /** What is written into the one is read by all. */
  @Test
  void sessionsComputeOnTheSameMemory() {
    Split split = RandomData.of(RandomData.IMAGES);
    byte value = split.train().examples().get(0);
    byte other = (byte) (value + 1);
    try (Loaded one = new Loaded(split);
        Loaded two = new Loaded(split)) {
      assertThat(one.first()).isEqualTo(value);
      assertThat(two.first()).isEqualTo(value);
      try (SplitTensors tensors = SplitTensors.open(split)) {
        ((TUint8) tensors.examples().orElseThrow()).setByte(other, 0, 0, 0, 0);
      }
      assertThat(one.first()).isEqualTo(other);
      assertThat(two.first()).isEqualTo(other);
    }
    try (Loaded again = new Loaded(split)) {
      assertThat(again.first()).isEqualTo(value);
    }
  }

  @Test
  void theLastModelOfASplitFreesItsOneCopy() {
    int before = SplitTensors.count();
    Split split = RandomData.of(DEFINITION.task());
    StandAlone first = build(split);
    try (StandAlone second = build(new Split(split.train(), split.validation(), split.test()))) {
      assertThat(SplitTensors.count()).isEqualTo(before + 1);
      try (StandAlone other = build(RandomData.of(DEFINITION.task()))) {
        assertThat(other.finite()).isTrue();
        assertThat(SplitTensors.count()).isEqualTo(before + 2);
      }
      Evaluation score = second.evaluate(Part.TEST);
      first.close();
      first.close();
      assertThat(SplitTensors.count()).isEqualTo(before + 1);
      assertThat(second.evaluate(Part.TEST)).isEqualTo(score);
    }
    assertThat(SplitTensors.count()).isEqualTo(before);
  }

  @Test
  void rowsFollowOneAnother() {
    Split split = RandomData.of(RandomData.IMAGES);
    int one =
        split.train().exampleShape().stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b);
    try (SplitTensors tensors = SplitTensors.open(split)) {
      byte[] all = new byte[3 * RandomData.SIZE * one];
      tensors.examples().orElseThrow().asRawTensor().data().read(all);
      TInt32 labels = (TInt32) tensors.labels();
      int row = 0;
      for (var part : SplitTensors.parts(split)) {
        for (int i = 0; i < part.size(); i++) {
          assertThat(labels.getInt(row)).isEqualTo(part.label(i));
          assertThat(all[row * one]).isEqualTo(part.examples().get(i * one));
          row++;
        }
      }
      assertThat(row).isEqualTo(3 * RandomData.SIZE);
    }
  }

  private static StandAlone build(Split split) {
    return StandAlone.build(DEFINITION, ONLY, split, ModelOptions.seeded(1));
  }
}
