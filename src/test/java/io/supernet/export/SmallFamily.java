package io.supernet.export;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.export.ExportOptions.Format;
import io.supernet.export.Family.Member;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import io.supernet.supernet.Supernet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Three networks of a small supernet for noise of 12 by 12 pixels, as {@code family} ships them.
 */
public final class SmallFamily {

  /** The sizes, from the smallest. */
  public static final List<String> NAMES = List.of("S", "M", "L");

  private static final String SPACE =
      """
      name: 'small'
      elastic { stem: 4 stem_stride: 1 first: 4 last: 8 head: 6
        expansions: [2, 3] kernels: [1, 3, 5] kernel_transform: true
        stages { channels: 4 least: 1 most: 2 stride: 1 }
        stages { channels: 40 least: 1 most: 2 stride: 2 hard_swish: true squeeze_excite: true } }
      """;

  private static final Random RANDOM = new Random(1);

  private SmallFamily() {}

  /** Writes a model of each size, one of all, and {@code family.json} with made-up latencies. */
  public static void write(Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("small.pbtxt"), SPACE);
    DataSet images = images(24);
    int[] all = IntStream.range(0, 24).toArray();
    Definition definition =
        Definitions.load(Definitions.withTask(Definitions.read(file), Task.of(images)));
    Split data = new Split(images, images, images);
    Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
    SizedExport export = new SizedExport(definition, data);
    List<Member> members = new ArrayList<>();
    try (Supernet supernet = Supernet.build(definition, data, ModelOptions.seeded(1))) {
      for (int step = 0; step < 5; step++) {
        supernet.step(definition.largest(), all, 0.1, 0);
      }
      for (String name : NAMES) {
        Architecture architecture = architecture(definition, name);
        try (StandAlone alone =
            StandAlone.build(definition, architecture, data, ModelOptions.seeded(2))) {
          alone.inherit(supernet.values());
          alone.recalibrate(all);
          Path own = ExportPlace.of(folder.resolve(name), 1);
          Exports.write(alone, data, origin, List.of(Format.SAVEDMODEL), own);
          export.add(name, alone, Map.of());
        }
        double millis = members.size() + 1;
        members.add(
            new Member(
                name, 1, 1, "", 1, 1, Map.of(), Map.of(1, millis, 8, 2 * millis, 32, 4 * millis)));
      }
      export.write(supernet.values(), origin, ExportPlace.of(folder.resolve(Family.ALL), 1));
    }
    new Family("small", "macs", "accuracy", 24, "", 1, members).write(folder);
  }

  private static Architecture architecture(Definition definition, String name) {
    return switch (name) {
      case "S" -> definition.smallest();
      case "M" -> definition.parse("e3k3-e2k5/e2k1-e3k3");
      default -> definition.largest();
    };
  }

  /** Noise of three classes. */
  public static DataSet images(int count) {
    byte[] pixels = new byte[count * 144];
    RANDOM.nextBytes(pixels);
    return DataSet.of(
        "noise",
        ElementType.UINT8,
        List.of(12L, 12L, 1L),
        List.of("a", "b", "c"),
        ByteBuffer.wrap(pixels),
        IntStream.range(0, count).map(i -> i % 3).toArray());
  }

  /** The pixels of each. */
  public static byte[][] pixels(DataSet images) {
    byte[][] pixels = new byte[images.size()][144];
    for (int i = 0; i < pixels.length; i++) {
      images.examples(i, i + 1).get(pixels[i]);
    }
    return pixels;
  }
}
