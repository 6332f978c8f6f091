package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.batchNorm;
import static io.supernet.network.Operations.conv;
import static io.supernet.network.Operations.depthwiseConv;
import static io.supernet.network.Operations.hardSwish;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.relu;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * An inverted bottleneck that chooses its inner width and, nested in it, its kernel. Its weights
 * are those of the largest choice; smaller ones use parts.
 *
 * @param name of the block, with which its decisions begin
 * @param chain in which it stands
 * @param stage of the chain
 * @param stride of the depthwise convolution
 */
record ElasticBlock(String name, Elastic chain, Elastic.Stage stage, int stride)
    implements Operation {

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    Operation activation = stage.swish() ? hardSwish() : relu();
    int channels = stage.channels();
    int widest = x.channels() * chain.expansions().get(chain.expansions().size() - 1);
    ElasticWeight expand = pointwise(b, "expand", x.channels(), widest);
    ElasticNorm expandNorm = new ElasticNorm(b, "expand_bn", widest);
    ElasticKernel kernel =
        new ElasticKernel(b.scope("depthwise"), widest, chain.kernels(), chain.kernelTransform());
    ElasticNorm depthwiseNorm = new ElasticNorm(b, "depthwise_bn", widest);
    Operation squeeze =
        stage.squeeze() ? new ElasticSqueeze(b.scope("squeeze"), widest) : identity();
    ElasticWeight project = pointwise(b, "project", widest, channels);

    List<Candidate> widths = new ArrayList<>();
    for (int expansion : chain.expansions()) {
      int width = x.channels() * expansion;
      Operation body =
          (c, y) -> {
            Activation h = conv(expand.first(c, 1, 1, y.channels(), width), 1).apply(c, y);
            h = activation.apply(c, expandNorm.apply(c, h));
            h = c.choose(name + "_kernel", h, kernelSizes(kernel));
            h = squeeze.apply(c, activation.apply(c, depthwiseNorm.apply(c, h)));
            return conv(project.first(c, 1, 1, width, channels), 1).apply(c, h);
          };
      widths.add(candidate("e" + expansion, body));
    }
    Activation h = b.choose(name + "_expand", x, widths);
    boolean adds = InvertedBottleneck.keepsShape(x, channels, stride);
    NetworkBuilder norm = b.scope("project_bn");
    List<Long> each = List.of((long) channels);
    boolean silent = adds && chain.zeroResidual();
    Activation scale =
        norm.weight("scale", each, silent ? Initializer.zeros() : Initializer.ones(), false);
    Activation offset = norm.weight("offset", each, Initializer.zeros(), false);
    h = batchNorm(scale, offset).apply(norm, h);
    return adds ? b.add(x, h) : h;
  }

  private List<Candidate> kernelSizes(ElasticKernel kernel) {
    return chain.kernels().stream()
        .map(
            size ->
                candidate(
                    "k" + size,
                    (b, x) ->
                        depthwiseConv(kernel.part(b, size, x.channels()), stride).apply(b, x)))
        .toList();
  }

  private static ElasticWeight pointwise(NetworkBuilder b, String name, long in, long out) {
    List<Long> shape = List.of(1L, 1L, in, out);
    return ElasticWeight.of(b.scope(name), "kernel", shape, Initializer.he(shape), true);
  }
}
