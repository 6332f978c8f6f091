package io.supernet.measure;

import com.google.common.primitives.Doubles;
import io.supernet.Opened;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Head;
import io.supernet.network.PlainNames;
import io.supernet.network.Variables;
import io.supernet.space.Architecture;
import io.supernet.stats.Quantile;
import io.supernet.supernet.SessionConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * One architecture in a graph of its own, as it is served: running statistics, no training. Its
 * weights are random, which does not change the time. One thread, so that the times of operations
 * add up; TensorFlow's graph optimizers are off.
 */
public final class TimedNetwork implements Runnable, AutoCloseable {

  private static final String PASS = "timed";
  private static final RunOptions TRACE =
      RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> input;
  private final Operand<TFloat32> output;
  private final TFloat32 examples;

  /**
   * Builds the graph.
   *
   * @param batch examples a run, at least 1
   */
  public TimedNetwork(Definition definition, Architecture architecture, int batch) {
    try (Opened opened = new Opened()) {
      opened.add(graph);
      Ops tf = PlainNames.in(graph);
      List<Long> sizes = new ArrayList<>(List.of((long) batch));
      sizes.addAll(definition.task().inputShape());
      Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
      this.input = tf.withName("examples").placeholder(TFloat32.class, Placeholder.shape(shape));
      Variables variables = new Variables(tf, 1);
      Forward.Place place =
          new Forward.Place(tf, PASS, variables, BatchNormMode.RUNNING, null, null, input);
      Operand<TFloat32> logits = Forward.subnet(definition, place, architecture).logits();
      Head head =
          definition
              .task()
              .prediction()
              .head(Noise.of(definition.task(), 2, new Random(1)).train());
      this.output = head.taught(tf, logits);
      this.session = opened.add(new Session(graph, SessionConfig.of(1)));
      session.runner().addTarget(variables.initialize()).run().close();
      this.examples = TFloat32.tensorOf(shape);
      opened.keep();
    }
  }

  /** Computes one batch. */
  @Override
  public void run() {
    session.runner().feed(input, examples).fetch(output).run().close();
  }

  /**
   * Traces the operations.
   *
   * @param runs how often, at least 1
   * @return the milliseconds of each operation that ran, by name without that of the pass: the
   *     lower quartile, as other work of the machine only adds
   */
  Map<String, Double> trace(int runs) {
    Map<String, List<Double>> millis = new HashMap<>();
    for (int i = 0; i < runs; i++) {
      try (Result result =
          session
              .runner()
              .setOptions(TRACE)
              .feed(input, examples)
              .fetch(output)
              .runAndFetchMetadata()) {
        for (DeviceStepStats device :
            result.getMetadata().orElseThrow().getStepStats().getDevStatsList()) {
          for (NodeExecStats op : device.getNodeStatsList()) {
            double time = (op.getOpEndRelNanos() - op.getOpStartRelNanos()) / 1e6;
            String name = op.getNodeName().replaceFirst("^" + PASS + "\\.", "");
            millis.computeIfAbsent(name, n -> new ArrayList<>()).add(time);
          }
        }
      }
    }
    Map<String, Double> quartiles = new HashMap<>();
    millis.forEach((name, times) -> quartiles.put(name, Quantile.of(Doubles.toArray(times), 0.25)));
    return quartiles;
  }

  @Override
  public void close() {
    examples.close();
    session.close();
    graph.close();
  }
}
