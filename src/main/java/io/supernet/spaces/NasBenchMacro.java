package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.relu;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import io.supernet.space.Notation;
import org.apiguardian.api.API;

/**
 * NAS-Bench-Macro: eight layers, each an identity or one of two inverted bottlenecks. They stand in
 * stages of 2, 3 and 3; the first layer of a stage halves the image and doubles the channels, and
 * its identity is a convolution 1x1 with batch normalization.
 *
 * <p>Su, Huang, Li, You, Wang, Qian, Zhang, Xu: Prioritized Architecture Sampling with Monto-Carlo
 * Tree Search, CVPR 2021. An identity within a stage does nothing, so that 3,969 different networks
 * stand behind the 6,561 names; the benchmark lists all names, and so does this space. Parameters
 * are the benchmark's; multiply-adds too, but that those of the last layer's bias are counted here.
 *
 * @param channels of the first convolution; 32 in the paper
 * @param head channels of the last convolution, before pooling; 1280 in the paper
 */
@API(status = INTERNAL)
public record NasBenchMacro(int channels, int head) implements Network {

  private static final int[] STAGES = {2, 3, 3};

  public NasBenchMacro {
    Ranges.check("channels", channels, 1, 1024);
    Ranges.check("head", head, 1, 16384);
  }

  static NasBenchMacro of(io.supernet.proto.NasBenchMacro message) {
    return new NasBenchMacro(message.getChannels(), message.getHead());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = b.relu(b.convBn("stem", x, channels, 3, 1));
    int layer = 0;
    for (int stage = 0; stage < STAGES.length; stage++) {
      for (int i = 0; i < STAGES[stage]; i++) {
        int width = channels << (stage + 1);
        int stride = i == 0 ? 2 : 1;
        h =
            b.choose(
                "layer_" + layer++,
                h,
                candidate("identity", identity(width, stride)),
                candidate("mb3_k3", new InvertedBottleneck(3, 3, width, stride, relu())),
                candidate("mb6_k5", new InvertedBottleneck(6, 5, width, stride, relu())));
      }
    }
    Activation last = b.relu(b.convBn("last", h, head, 1, 1));
    return b.dense("head", b.globalAveragePool(last), b.task().outputs());
  }

  @Override
  public Notation notation() {
    return IndexNotation.DIGITS;
  }

  private static Operation identity(int width, int stride) {
    return (b, x) ->
        InvertedBottleneck.keepsShape(x, width, stride)
            ? x
            : b.convBn("shape", x, width, 1, stride);
  }
}
