package io.supernet;

import java.util.stream.Stream;

/** Each space that comes along, at small width, as the text of a definition. */
public final class SmallSpaces {

  private SmallSpaces() {}

  /** Those of images of one channel and at least 28 pixels. */
  public static Stream<String> ofImages() {
    return Stream.of(
        "nasbench201 { channels: 4 cells_per_stage: 1 }",
        "cell { channels: 6 cells: 3 nodes: 3 operations: ['skip_connect', 'sep_conv_3x3'] }",
        "darts { channels: 4 cells: 3 operations: ['none', 'max_pool_3x3', 'avg_pool_3x3',"
            + " 'skip_connect', 'sep_conv_3x3', 'sep_conv_5x5', 'dil_conv_3x3', 'dil_conv_5x5'] }",
        "enas_micro { channels: 8 cells: 3 nodes: 2 }",
        "enas_macro { channels: 8 layers: 6 }",
        "mobilenet { stem: 8 stem_stride: 2 first: 8 head: 32 skip: true"
            + " stages { channels: 8 layers: 2 stride: 1 }"
            + " stages { channels: 16 layers: 2 stride: 2 } }",
        "nasbench_macro { channels: 4 head: 64 }",
        "elastic { stem: 8 stem_stride: 2 first: 8 last: 32 head: 32 kernel_transform: true"
            + " expansions: [2, 3] kernels: [3, 5]"
            + " stages { channels: 8 least: 1 most: 2 stride: 1 }"
            + " stages { channels: 16 least: 1 most: 2 stride: 2 squeeze_excite: true } }",
        "vit { patch: 7 widths: [12, 16] head_size: 4 heads: [2, 3] ratios: [1, 1.5] least: 1 most: 2 }");
  }
}
