package io.supernet.onnx;

import io.supernet.network.SelfAttention;
import io.supernet.network.TokenLayer;
import java.util.List;
import java.util.Map;

/** The nodes of layers that make or read tokens, {@code [batch, tokens, channels]}. */
final class Sequences {

  private final Nodes nodes;

  Sequences(Nodes nodes) {
    this.nodes = nodes;
  }

  /** Squares of images, which are {@code [batch, channels, height, width]} here. */
  String patches(TokenLayer.Patches layer, String name, String x) {
    String image = x;
    if (layer.below() + layer.beside() > 0) {
      String zeros = nodes.integers(0, 0, 0, 0, 0, 0, layer.below(), layer.beside());
      image = nodes.add("Pad", name, x, zeros, nodes.scalar(0));
    }
    String squares =
        nodes.integers(
            -1, layer.image().get(3), layer.rows(), layer.side(), layer.columns(), layer.side());
    String split = nodes.add("Reshape", name, image, squares);
    String turned = transposed(name, split, 0, 2, 4, 3, 5, 1);
    return nodes.add(
        "Reshape", name, turned, nodes.integers(-1, layer.shape().get(1), layer.shape().get(2)));
  }

  /**
   * The class token before the tokens, and all in their places.
   *
   * @param token weight
   * @param positions weight
   */
  String placed(TokenLayer.Placed layer, String name, String x, String token, String positions) {
    String zero = nodes.scalar(0);
    String moved = nodes.add("Pad", name, x, nodes.integers(0, 1, 0, 0, 0, 0), zero);
    String first = nodes.add("Pad", name, token, nodes.integers(0, 0, layer.tokens(), 0), zero);
    return nodes.add("Add", name, moved, nodes.add("Add", name, positions, first));
  }

  String first(String name, String x) {
    String first = nodes.add("Gather", name, List.of(x, nodes.integers(0)), Map.of("axis", 1));
    return nodes.add("Squeeze", name, first, nodes.integers(1));
  }

  String attention(SelfAttention layer, String name, String x) {
    String split =
        nodes.add(
            "Reshape",
            name,
            x,
            nodes.integers(-1, layer.tokens(), layer.heads(), SelfAttention.PARTS, layer.size()));
    // [parts, batch, heads, tokens, size]
    String byPart = transposed(name, split, 3, 0, 2, 1, 4);
    String queries = nodes.add("Mul", name, part(name, byPart, 0), nodes.scalar(layer.factor()));
    String keys = transposed(name, part(name, byPart, 1), 0, 1, 3, 2);
    String fits = nodes.add("MatMul", name, queries, keys);
    String shares = nodes.add("Softmax", name, List.of(fits), Map.of("axis", -1));
    String means = nodes.add("MatMul", name, shares, part(name, byPart, 2));
    return nodes.add(
        "Reshape",
        name,
        transposed(name, means, 0, 2, 1, 3),
        nodes.integers(-1, layer.tokens(), layer.heads() * layer.size()));
  }

  private String part(String name, String parts, int part) {
    String one = nodes.add("Gather", name, List.of(parts, nodes.integers(part)), Map.of("axis", 0));
    return nodes.add("Squeeze", name, one, nodes.integers(0));
  }

  private String transposed(String name, String x, int... order) {
    return nodes.add("Transpose", name, List.of(x), Map.of("perm", order));
  }
}
