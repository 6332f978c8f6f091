package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.relu6;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A chain of inverted bottlenecks: each layer chooses its kernel of 3, 5 or 7 and its expansion of
 * 3 or 6, and, where it keeps its shape, whether it is there at all.
 *
 * <p>Cai, Zhu, Han: ProxylessNAS: Direct Neural Architecture Search on Target Task and Hardware,
 * ICLR 2019; Chu, Zhang, Xu: FairNAS: Rethinking Evaluation Fairness of Weight Sharing Neural
 * Architecture Search, ICCV 2021, where no layer is skipped. Both train with dropout before the
 * classifier; here is none.
 *
 * @param stem channels of the first convolution
 * @param stemStride of the first convolution
 * @param first channels of the bottleneck without choice that follows: kernel 3, expansion 1
 * @param stages at least one
 * @param head channels of the last convolution, before pooling
 * @param skip whether layers that keep their shape may be skipped
 */
@API(status = INTERNAL)
public record MobileNet(
    int stem, int stemStride, int first, List<Stage> stages, int head, boolean skip)
    implements Network {

  private static final int[] EXPANSIONS = {3, 6};
  private static final int[] KERNELS = {3, 5, 7};

  /**
   * Layers of one width.
   *
   * @param channels of each layer's output
   * @param layers at least 1
   * @param stride of the first layer; the others have 1
   */
  public record Stage(int channels, int layers, int stride) {

    public Stage {
      Ranges.check("channels of a stage", channels, 1, 4096);
      Ranges.check("layers of a stage", layers, 1, 100);
      Ranges.check("stride of a stage", stride, 1, 4);
    }
  }

  public MobileNet {
    stages = ImmutableList.copyOf(stages);
    Ranges.check("stem", stem, 1, 4096);
    Ranges.check("stem_stride", stemStride, 1, 4);
    Ranges.check("first", first, 1, 4096);
    Ranges.check("number of stages", stages.size(), 1, 20);
    Ranges.check("head", head, 1, 16384);
  }

  static MobileNet of(io.supernet.proto.MobileNet message) {
    return new MobileNet(
        message.getStem(),
        message.getStemStride(),
        message.getFirst(),
        message.getStagesList().stream()
            .map(s -> new Stage(s.getChannels(), s.getLayers(), s.getStride()))
            .toList(),
        message.getHead(),
        message.getSkip());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = relu6().apply(b, b.convBn("stem", x, stem, 3, stemStride));
    h = new InvertedBottleneck(1, 3, first, 1, relu6()).apply(b.scope("first"), h);
    int layer = 0;
    for (Stage stage : stages) {
      for (int i = 0; i < stage.layers; i++) {
        int stride = i == 0 ? stage.stride : 1;
        h = b.choose("layer_" + layer++, h, candidates(h, stage.channels, stride));
      }
    }
    Activation last = relu6().apply(b, b.convBn("last", h, head, 1, 1));
    return b.dense("head", b.globalAveragePool(last), b.task().outputs());
  }

  private List<Candidate> candidates(Activation x, int channels, int stride) {
    List<Candidate> candidates = new ArrayList<>();
    for (int expansion : EXPANSIONS) {
      for (int kernel : KERNELS) {
        candidates.add(
            candidate(
                "mb" + expansion + "_k" + kernel,
                new InvertedBottleneck(expansion, kernel, channels, stride, relu6())));
      }
    }
    if (skip && InvertedBottleneck.keepsShape(x, channels, stride)) {
      candidates.add(candidate("skip", identity()));
    }
    return candidates;
  }
}
