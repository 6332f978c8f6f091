package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.averagePool;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.reluConvBn;
import static io.supernet.network.Operations.zero;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.space.Isomorphism;
import io.supernet.space.Notation;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * NAS-Bench-201: three stages of cells with residual reduction blocks between them; a cell has four
 * nodes, and each of its six edges takes one of five operations. All cells obey the same six
 * decisions.
 *
 * <p>Dong and Yang: NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search,
 * ICLR 2020. Batch normalization is affine, as in the stand-alone training of the paper. TensorFlow
 * pads strided convolutions at the end rather than on both sides; multiply-adds and parameters are
 * those of the paper.
 *
 * @param channels of the first stage, at least 1; the later ones have twice and four times as many
 * @param cellsPerStage cells before, between and after the reductions, at least 1; 5 in the paper
 */
@API(status = INTERNAL)
public record NasBench201(int channels, int cellsPerStage) implements Network {

  private static final int NODES = 4;
  private static final int STAGES = 3;

  public NasBench201 {
    Ranges.check("channels", channels, 1, 1024);
    Ranges.check("cells_per_stage", cellsPerStage, 1, 100);
  }

  static NasBench201 of(io.supernet.proto.NasBench201 message) {
    return new NasBench201(message.getChannels(), message.getCellsPerStage());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = b.convBn("stem", x, channels, 3, 1);
    for (int stage = 0; stage < STAGES; stage++) {
      int width = channels << stage;
      if (stage > 0) {
        h = reduction(b.scope("reduction" + stage), h, width);
      }
      for (int i = 0; i < cellsPerStage; i++) {
        h = cell(b.scope("stage" + stage + "_cell" + i), h, width);
      }
    }
    Activation last = b.relu(b.batchNorm("last", h));
    return b.dense("head", b.globalAveragePool(last), b.task().outputs());
  }

  @Override
  public Notation notation() {
    return new NasBench201Notation();
  }

  @Override
  public Isomorphism isomorphism() {
    return new NasBench201Cells();
  }

  private static Activation cell(NetworkBuilder b, Activation x, int width) {
    List<Candidate> operations =
        List.of(
            candidate("none", zero()),
            candidate("skip_connect", identity()),
            candidate("nor_conv_1x1", reluConvBn(width, 1)),
            candidate("nor_conv_3x3", reluConvBn(width, 3)),
            candidate("avg_pool_3x3", averagePool(3)));
    List<Activation> nodes = new ArrayList<>(List.of(x));
    for (int to = 1; to < NODES; to++) {
      List<Activation> edges = new ArrayList<>();
      for (int from = 0; from < to; from++) {
        edges.add(b.choose("edge_" + from + "_" + to, nodes.get(from), operations));
      }
      nodes.add(b.add(edges.toArray(new Activation[0])));
    }
    return nodes.get(NODES - 1);
  }

  private static Activation reduction(NetworkBuilder b, Activation x, int width) {
    Activation first = b.convBn("a", b.relu(x), width, 3, 2);
    Activation second = b.convBn("b", b.relu(first), width, 3, 1);
    Activation shortcut = b.conv("shortcut", b.averagePool(x, 2, 2), width, 1, 1);
    return b.add(second, shortcut);
  }
}
