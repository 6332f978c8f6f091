package io.supernet.fuzz;

import io.supernet.network.Definition;
import io.supernet.spaces.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Each kind of space, small. */
final class SmallSpaces {

  private static final String IMAGES = " task { input_shape: [8, 8, 3] classes: 10 }\n";

  static final List<String> TEXTS =
      List.of(
          """
          name: 'a'
          nasbench201 {
            channels: 4
            cells_per_stage: 1
          }
          """
              + IMAGES,
          "name: 'b' cell { channels: 6 cells: 3 nodes: 3 operations: ['skip_connect', 'sep_conv_3x3'] }"
              + IMAGES,
          "name: 'c' darts { channels: 4 cells: 3 operations: ['none', 'max_pool_3x3',"
              + " 'skip_connect', 'sep_conv_3x3', 'dil_conv_3x3'] }"
              + IMAGES,
          "name: 'd' enas_micro { channels: 8 cells: 3 nodes: 2 }" + IMAGES,
          "name: 'e' enas_macro { channels: 8 layers: 6 }" + IMAGES,
          """
          name: 'f' mobilenet { stem: 8 stem_stride: 2 first: 8 head: 32 skip: true
            stages { channels: 8 layers: 2 stride: 1 }
            stages { channels: 16 layers: 2 stride: 2 } }
          """
              + IMAGES,
          "name: 'g' nasbench_macro { channels: 4 head: 64 }" + IMAGES,
          """
          name: 'h' elastic { stem: 8 stem_stride: 2 first: 8 last: 32 head: 32
            kernel_transform: true expansions: [2, 3] kernels: [3, 5]
            stages { channels: 8 least: 1 most: 2 stride: 1 }
            stages { channels: 16 least: 1 most: 2 stride: 2 squeeze_excite: true } }
          """
              + IMAGES,
          "name: 'i' dense_blocks { width: 8 blocks: 3 hidden: [4, 8] }"
              + " task { input_shape: [5] classes: 3 }",
          "name: 'j' table_resnet { widths: [4, 8] blocks: 2 expansions: [1, 2]"
              + " norms: ['batch', 'none'] dropouts: [0, 50] }"
              + " task { input_shape: [5] classes: 3 }");

  private SmallSpaces() {}

  /** All of them; their texts pass through files of this folder. */
  static List<Definition> load(Path folder) {
    return TEXTS.stream()
        .map(
            text -> {
              try {
                return Definitions.load(
                    Definitions.read(Files.writeString(folder.resolve("space.pbtxt"), text)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
