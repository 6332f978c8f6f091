package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.PlainNames;
import org.apiguardian.api.API;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/** How sessions run. */
@API(status = INTERNAL)
public final class SessionConfig {

  private SessionConfig() {}

  /**
   * The first session of a process decides for all later ones on how many threads a single
   * operation is computed. This makes it that of a work whose results are to repeat.
   *
   * @param threads of the work; nothing is decided for 0, one a core
   */
  public static void decide(int threads) {
    if (threads > 0) {
      try (Graph graph = new Graph();
          Session session = new Session(graph, of(threads))) {
        session.run(PlainNames.in(graph).noOp());
      }
    }
  }

  /**
   * The configuration for a number of threads, 0 for one a core. TensorFlow's graph optimizers are
   * off: on a supernet they take longer than building the graph and do not make steps faster.
   */
  public static ConfigProto of(int threads) {
    Kernels.advise();
    RewriterConfig rewriter = RewriterConfig.newBuilder().setDisableMetaOptimizer(true).build();
    OptimizerOptions none =
        OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0).build();
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(threads)
        .setUsePerSessionThreads(threads > 0)
        .setAllowSoftPlacement(true)
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
        .setGraphOptions(
            GraphOptions.newBuilder().setRewriteOptions(rewriter).setOptimizerOptions(none))
        .build();
  }
}
