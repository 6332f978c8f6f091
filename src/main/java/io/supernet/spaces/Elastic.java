package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.dense;
import static io.supernet.network.Operations.hardSwish;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.relu;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import io.supernet.space.Notation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A chain of inverted bottlenecks of elastic depth, width and kernel: what a smaller choice uses is
 * a part of what a larger one does. A stage ends after some of its blocks; a block has the first
 * channels of the widest, and the center of the largest kernel.
 *
 * <p>Cai, Gan, Wang, Zhang, Han: Once-for-All: Train One Network and Specialize it for Efficient
 * Deployment, ICLR 2020; Yu, Jin, Liu, Bender, Kindermans, Tan, Huang, Song, Pang, Le: BigNAS:
 * Scaling Up Neural Architecture Search with Big Single-Stage Models, ECCV 2020. Of the latter only
 * what it has in common with the former: channels of the stages and the size of the images stay.
 * Both train with dropout before the classifier; here is none.
 *
 * @param stem channels of the first convolution
 * @param stemStride of the first convolution
 * @param first channels of the bottleneck without choice that follows: kernel 3, expansion 1
 * @param stages at least one
 * @param last channels of the last convolution, before pooling
 * @param head units of the layer between pooling and classifier
 * @param expansions inner width of a block over the channels of its input, ascending
 * @param kernels sizes of the depthwise kernels, odd and ascending
 * @param kernelTransform whether small kernels are the center of large ones times a trained matrix
 * @param zeroResidual whether blocks that are added to their input begin as zero, by the scale of
 *     their last normalization, as in BigNAS
 */
@API(status = INTERNAL)
public record Elastic(
    int stem,
    int stemStride,
    int first,
    List<Stage> stages,
    int last,
    int head,
    List<Integer> expansions,
    List<Integer> kernels,
    boolean kernelTransform,
    boolean zeroResidual)
    implements Network {

  /**
   * Blocks of one width.
   *
   * @param channels of each block's output
   * @param least blocks
   * @param most blocks
   * @param stride of the first block; the others have 1
   * @param swish whether the activation function is the hard swish instead of ReLU
   * @param squeeze whether blocks scale their channels by squeeze and excitation
   */
  public record Stage(
      int channels, int least, int most, int stride, boolean swish, boolean squeeze) {

    public Stage {
      Ranges.check("channels of a stage", channels, 1, 4096);
      Ranges.check("most blocks of a stage", most, 1, 100);
      Ranges.check("least blocks of a stage", least, 1, most);
      Ranges.check("stride of a stage", stride, 1, 4);
    }
  }

  public Elastic {
    stages = ImmutableList.copyOf(stages);
    expansions = ImmutableList.copyOf(expansions);
    kernels = ImmutableList.copyOf(kernels);
    Ranges.check("stem", stem, 1, 4096);
    Ranges.check("stem_stride", stemStride, 1, 4);
    Ranges.check("first", first, 1, 4096);
    Ranges.check("number of stages", stages.size(), 1, 20);
    Ranges.check("last", last, 1, 16384);
    Ranges.check("head", head, 1, 16384);
    Ranges.ascending("expansions", expansions, 1, 16);
    Ranges.ascending("kernels", kernels, 1, 15);
    kernels.forEach(k -> Ranges.odd("kernels", k));
  }

  static Elastic of(io.supernet.proto.Elastic message) {
    return new Elastic(
        message.getStem(),
        message.getStemStride(),
        message.getFirst(),
        message.getStagesList().stream()
            .map(
                s ->
                    new Stage(
                        s.getChannels(),
                        s.getLeast(),
                        s.getMost(),
                        s.getStride(),
                        s.getHardSwish(),
                        s.getSqueezeExcite()))
            .toList(),
        message.getLast(),
        message.getHead(),
        message.getExpansionsList(),
        message.getKernelsList(),
        message.getKernelTransform(),
        message.getZeroResidual());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = hardSwish().apply(b, b.convBn("stem", x, stem, 3, stemStride));
    h = new InvertedBottleneck(1, 3, first, 1, relu()).apply(b.scope("first"), h);
    for (int stage = 0; stage < stages.size(); stage++) {
      h = blocks(stage, 0).apply(b, h);
    }
    h = hardSwish().apply(b, b.convBn("last", h, last, 1, 1));
    List<Long> shape = List.of((long) last, (long) head);
    Activation mix = b.scope("mix").weight("kernel", shape, Initializer.he(shape), true);
    h = hardSwish().apply(b, dense(mix).apply(b, b.globalAveragePool(h)));
    return b.dense("head", h, b.task().outputs());
  }

  @Override
  public Notation notation() {
    return new ElasticNotation(stages);
  }

  /** A stage from one block on; blocks that need not be there hold those after them. */
  private Operation blocks(int stage, int block) {
    Stage s = stages.get(stage);
    if (block == s.most) {
      return identity();
    }
    String name = name(stage, block);
    Operation here = new ElasticBlock(name, this, s, block == 0 ? s.stride : 1);
    Operation rest = blocks(stage, block + 1);
    if (block < s.least) {
      return (b, x) -> rest.apply(b, here.apply(b.scope(name), x));
    }
    return (b, x) ->
        b.choose(
            name,
            x,
            candidate("none", identity()),
            candidate("block", (c, y) -> rest.apply(c, here.apply(c, y))));
  }

  /** What the decisions of a block begin with; whether it is there has the name itself. */
  static String name(int stage, int block) {
    return "stage" + stage + "_block" + block;
  }
}
