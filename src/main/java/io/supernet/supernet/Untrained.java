package io.supernet.supernet;

import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.PlainNames;
import io.supernet.network.Variables;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A score of networks that are not trained. Published ones build each network and draw its weights
 * anew; here one graph with fresh weights scores every path, and it reads {@value #EXAMPLES}
 * examples of noise from N(0, 1), so that no data are needed. Batch normalization is by the batch.
 */
abstract class Untrained implements Scorer {

  static final int EXAMPLES = 64;

  private static final Cleaner CLEANER = Cleaner.create();

  /** What scores; run at last, it closes what it holds. It must not know its scorer. */
  private record Ready(Graph graph, Session session, Operand<TInt32> path, Operand<TFloat32> value)
      implements Runnable {

    @Override
    public void run() {
      session.close();
      graph.close();
    }
  }

  private final String name;
  private final Definition definition;
  private final long seed;
  private @Nullable Ready ready;

  /**
   * A score.
   *
   * @param seed of the weights and the noise
   */
  Untrained(String name, Definition definition, long seed) {
    this.name = name;
    this.definition = definition;
    this.seed = seed;
  }

  /** Adds the ops of the score to a graph, and gives what {@link #score(TFloat32)} reads. */
  abstract Operand<TFloat32> build(Passes passes);

  /** The score of an architecture. */
  double score(TFloat32 value) {
    return value.getFloat();
  }

  Definition definition() {
    return definition;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Price price() {
    return Price.EVALUATION;
  }

  @Override
  public final synchronized double[] score(List<Architecture> architectures) {
    if (ready == null) {
      ready = open();
      // Who ranks by a scorer does not know that it has something to close.
      CLEANER.register(this, ready);
    }
    Ready now = ready;
    return architectures.stream().mapToDouble(a -> score(now, a)).toArray();
  }

  private Ready open() {
    try (Opened opened = new Opened()) {
      Graph graph = opened.add(new Graph());
      Passes passes = new Passes(graph);
      Operand<TFloat32> value = build(passes);
      Session session = opened.add(new Session(graph, SessionConfig.of(0)));
      session.run(passes.variables.initialize());
      opened.keep();
      return new Ready(graph, session, passes.path, value);
    }
  }

  private double score(Ready now, Architecture architecture) {
    try (TInt32 switches = TInt32.vectorOf(definition.chosen(architecture));
        Result result = now.session.runner().feed(now.path, switches).fetch(now.value).run()) {
      return score((TFloat32) result.get(0));
    }
  }

  /** Passes of one graph, on one path. */
  final class Passes {

    final Graph graph;
    final Ops tf;
    private final Placeholder<TInt32> path;
    private final Variables variables;

    private Passes(Graph graph) {
      this.graph = graph;
      this.tf = PlainNames.in(graph);
      this.path =
          tf.withName("feed.path")
              .placeholder(TInt32.class, Placeholder.shape(Shape.of(definition.switchCount())));
      this.variables = new Variables(tf, seed);
    }

    /** A pass; each number reads noise of its own. */
    Forward forward(int number) {
      String pass = "untrained" + number;
      return Forward.supernet(
          definition,
          new Forward.Place(
              tf,
              pass,
              variables,
              BatchNormMode.BATCH,
              tf.constant(0),
              null,
              noise(random(number))),
          path);
    }

    /** A stream of chance. */
    Random random(int number) {
      return new Random(seed + number);
    }

    /**
     * The gradients of a value, each by a value that it was computed from.
     *
     * @param outer of what comes after the value, in its shape; none for a scalar
     */
    List<Output<?>> gradients(
        Operand<TFloat32> value, List<Operand<TFloat32>> by, List<Operand<TFloat32>> outer) {
      try {
        return List.of(
            graph.addGradients(
                null,
                new Output<?>[] {value.asOutput()},
                by.stream().map(Operand::asOutput).toArray(Output<?>[]::new),
                outer.isEmpty()
                    ? null
                    : outer.stream().map(Operand::asOutput).toArray(Output<?>[]::new)));
      } catch (TensorFlowException | IllegalArgumentException e) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "The network has an operation that TensorFlow cannot differentiate in Java (%s); leave scorer '%s' out, or replace it by others.",
                e.getMessage(), name),
            e);
      }
    }

    private Operand<TFloat32> noise(Random random) {
      long[] shape =
          LongStream.concat(
                  LongStream.of(EXAMPLES),
                  definition.task().inputShape().stream().mapToLong(size -> size))
              .toArray();
      float[] values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
      for (int i = 0; i < values.length; i++) {
        values[i] = RandomNumbers.next(definition.task(), i, random);
      }
      Operand<TFloat32> noise = tf.constant(Shape.of(shape), DataBuffers.of(values));
      // The layers are to see a batch of any size, as in training.
      shape[0] = Shape.UNKNOWN_SIZE;
      return tf.placeholderWithDefault(noise, Shape.of(shape));
    }
  }
}
