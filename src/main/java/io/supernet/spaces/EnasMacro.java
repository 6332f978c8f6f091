package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.halve;
import static io.supernet.network.Operations.identity;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import io.supernet.space.Notation;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The macro space of ENAS: a chain of layers, each with one of six operations, and a skip
 * connection or none from each layer before the previous one, the stem included. What is skipped to
 * a layer is added to the output of its operation, and batch normalization follows. After a third
 * and two thirds of the layers, factorised reductions halve all outputs so far.
 *
 * <p>Pham, Guan, Zoph, Le, Dean: Efficient Neural Architecture Search via Parameter Sharing, ICML
 * 2018. This is the network in which the authors' code searches, all channels of an operation
 * together: every operation begins with its own 1x1 convolution, batch normalization and ReLU; the
 * channels stay the same. The network that their code trains in the end differs: the reductions
 * double the channels, skip connections are concatenated and meet in a 1x1 convolution, separable
 * convolutions are plain ones. Padding and batch normalization (affine, momentum 0.9) are theirs;
 * the classifier has a bias, theirs has none. Their published 24 layers have 3.3 million parameters
 * here at 96 channels, and by the same count 42.6 million in their final network; the paper says
 * 21.3 million, and 38.0 million with more channels.
 *
 * @param channels of all layers, at least 2; 36 in the paper
 * @param layers at least 3; 12 in the paper
 */
@API(status = INTERNAL)
public record EnasMacro(int channels, int layers) implements Network {

  public EnasMacro {
    Ranges.check("channels", channels, 2, 1024);
    Ranges.check("layers", layers, 3, 48);
  }

  static EnasMacro of(io.supernet.proto.EnasMacro message) {
    return new EnasMacro(message.getChannels(), message.getLayers());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    List<Activation> outputs = new ArrayList<>(List.of(b.convBn("stem", x, channels, 3, 1)));
    for (int i = 0; i < layers; i++) {
      NetworkBuilder layer = b.scope("layer" + i);
      outputs.add(layer(layer, "layer" + i, outputs));
      if (i == layers / 3 - 1 || i == 2 * (layers / 3) - 1) {
        for (int j = 0; j < outputs.size(); j++) {
          outputs.set(j, halve(channels).apply(layer.scope("half" + j), outputs.get(j)));
        }
      }
    }
    return b.dense("head", b.globalAveragePool(outputs.get(layers)), b.task().outputs());
  }

  @Override
  public Notation notation() {
    return IndexNotation.NUMBERS;
  }

  private Activation layer(NetworkBuilder b, String name, List<Activation> outputs) {
    int before = outputs.size() - 1;
    Activation sum = b.choose(name + "_op", outputs.get(before), operations());
    for (int i = 0; i < before; i++) {
      Activation skipped = outputs.get(i);
      sum =
          b.choose(
              name + "_skip" + i,
              sum,
              candidate("no", identity()),
              candidate("yes", (inside, y) -> inside.add(y, skipped)));
    }
    return before == 0 ? sum : b.batchNorm("bn", sum);
  }

  private List<Candidate> operations() {
    return List.of(
        candidate("conv_3x3", operation((b, h) -> convolution(b, h, 3))),
        candidate("sep_conv_3x3", operation((b, h) -> separable(b, h, 3))),
        candidate("conv_5x5", operation((b, h) -> convolution(b, h, 5))),
        candidate("sep_conv_5x5", operation((b, h) -> separable(b, h, 5))),
        candidate("avg_pool_3x3", operation((b, h) -> b.averagePool(h, 3, 1))),
        candidate("max_pool_3x3", operation((b, h) -> b.maxPool(h, 3, 1))));
  }

  private Operation operation(Operation rest) {
    return (b, x) -> rest.apply(b, b.relu(b.convBn("in", x, channels, 1, 1)));
  }

  private Activation convolution(NetworkBuilder b, Activation h, int kernel) {
    return b.relu(b.convBn("out", h, channels, kernel, 1));
  }

  private Activation separable(NetworkBuilder b, Activation h, int kernel) {
    Activation deep = b.depthwiseConv("depthwise", h, kernel, 1, 1);
    return b.relu(b.convBn("pointwise", deep, channels, 1, 1));
  }
}
