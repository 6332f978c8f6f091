package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SmallSpaces;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import io.supernet.train.TrainingStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The whole way of each space of images, at small width, on real images, most of half their size.
 */
class EverySpaceTest {

  /** A tenth becomes validation examples; the others make 50 batches. */
  private static final int TRAINING = 890;

  /** So many that each class is among them. */
  private static final int TEST = 250;

  private static final int BATCH = 16;

  /** Pixels. */
  private static final int SIDE = 28;

  /** Half of it shows as much of a space, but these learn too little from it in so few steps. */
  private static final Set<String> OF_WHOLE_IMAGES = Set.of("enas_micro", "nasbench_macro");

  @TempDir static Path folder;
  private static DataSet test;

  static Stream<String> spaces() {
    return SmallSpaces.ofImages();
  }

  @Test
  void allSpacesOfImagesAreHere() {
    Stream<String> kinds =
        NetworkDefinition.getDescriptor().getOneofs().get(0).getFields().stream()
            .map(FieldDescriptor::getName)
            .filter(kind -> !List.of("dense_blocks", "table_resnet", "custom").contains(kind));
    assertThat(spaces().map(space -> space.substring(0, space.indexOf(' '))))
        .containsExactlyInAnyOrderElementsOf(kinds.toList());
  }

  @BeforeAll
  static void writeImages() throws IOException {
    var data = DataSets.load(DataSets.FASHION_MNIST_SMALL, new RandomStreams(1));
    test = data.test();
    for (int side : new int[] {SIDE, SIDE / 2}) {
      write(side, "train", data.train(), TRAINING);
      write(side, "t10k", test, TEST);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spaces")
  void trainsSearchesExportsAndReloads(String network) throws IOException {
    String space = network.substring(0, network.indexOf(' '));
    Path file = Files.writeString(folder.resolve(space + ".pbtxt"), "name: 'small' " + network);
    NetworkDefinition definition = Definitions.read(file);
    int side = OF_WHOLE_IMAGES.contains(space) ? SIDE : SIDE / 2;
    Losses losses = new Losses();
    Outcome outcome;
    try (Run run =
        Run.builder(folder.resolve(space))
            .definition(definition)
            .goal(Goal.EXPORT)
            .options(options(side))
            .create()) {
      outcome = new Pipeline(run, folder.resolve("savedmodels"), losses).run();
    }
    assertThat(losses.supernet).hasSize(200);
    assertThat(losses.supernet.get(199)).isLessThan(0.9 * losses.supernet.get(9));
    assertThat(outcome.candidates().get(0).evaluations()).isEqualTo(4);
    assertThat(accuracy(Path.of(outcome.savedModel()), side))
        .isCloseTo(outcome.test().get("accuracy"), within(1.5 / TEST));
  }

  /** 200 steps, four evaluations, the best alone for 50 steps. */
  private static RunOptions options(int side) {
    Optimization optimization = Optimization.DEFAULT;
    EvolutionSearch.Options evolution = new EvolutionSearch.Options(2, 2, 0.2);
    return RunOptions.builder()
        .data("idx:" + folder.resolve("" + side))
        .seed(3)
        .supernet(new TrainingOptions(4, BATCH, 0.1, 0, optimization, false))
        .search(SearchOptions.builder().budget(4).evolution(evolution).baseline(false).build())
        .alone(new TrainingOptions(1, BATCH, 0.05, 0, optimization, false))
        .top(1)
        .checkpointSeconds(3600)
        .build();
  }

  /** The smoothed loss after each step of the supernet. */
  private static final class Losses implements Progress {
    private final List<Double> supernet = new ArrayList<>();
    private String phase;

    @Override
    public void hear(Event event) {
      if (event instanceof Begun begun) {
        phase = begun.phase();
      } else if (event instanceof Advanced advanced
          && phase.equals("train supernet")
          && advanced.status() instanceof TrainingStatus status) {
        supernet.add(status.loss());
      }
    }
  }

  private static double accuracy(Path savedModel, int side) {
    ByteDataBuffer pixels = DataBuffers.of(pixels(test, TEST, side));
    try (SavedModelBundle model = SavedModelBundle.load(savedModel.toString());
        TUint8 images = TUint8.tensorOf(Shape.of(TEST, side, side, 1), pixels);
        Result result = model.call(Map.of("images", images))) {
      TInt64 classes = (TInt64) result.get("class").orElseThrow();
      int right = 0;
      for (int i = 0; i < TEST; i++) {
        right += classes.getLong(i) == test.labels()[i] ? 1 : 0;
      }
      return right / (double) TEST;
    }
  }

  /**
   * The first images, uint8 {@code [count, side, side]}, each pixel the mean of those it covers.
   */
  private static byte[] pixels(DataSet data, int count, int side) {
    ByteBuffer images = data.examples();
    int covered = SIDE / side;
    byte[] pixels = new byte[count * side * side];
    for (int i = 0; i < pixels.length; i++) {
      int sum = 0;
      for (int j = 0; j < covered * covered; j++) {
        int row = i / side * covered + j / covered;
        sum += Byte.toUnsignedInt(images.get(row * SIDE + i % side * covered + j % covered));
      }
      pixels[i] = (byte) (sum / (covered * covered));
    }
    return pixels;
  }

  private static void write(int side, String part, DataSet data, int count) throws IOException {
    Path own = Files.createDirectories(folder.resolve("" + side));
    byte[] pixels = pixels(data, count, side);
    ByteBuffer images = ByteBuffer.allocate(16 + pixels.length).putInt(0x803).putInt(count);
    images.putInt(side).putInt(side).put(pixels);
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) data.labels()[i]);
    }
    Files.write(own.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(own.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
