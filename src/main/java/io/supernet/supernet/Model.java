package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Variables;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * A network in one graph and one session, with its data on the device. Training steps belong to one
 * thread; evaluations may run in several at once, but not beside training steps.
 */
public abstract sealed class Model implements AutoCloseable permits Supernet, StandAlone {

  /** Rows evaluated at once. */
  private static final int EVALUATION_BATCH = 500;

  /** Training rows whose statistics an architecture is calibrated with. */
  private static final int CALIBRATION_ROWS = 256;

  private final Definition definition;
  private final ModelOptions options;
  private final ForwardBuilder builder;
  private final Graph graph = new Graph();
  private final Session session;
  private final ResidentData data;
  private final Variables variables;
  private final Placeholder<TInt32> architecture;
  private final Placeholder<TInt32> rows;
  private final Placeholder<TInt32> calibrationRows;
  private final Placeholder<TFloat32> learningRate;
  private final Placeholder<TInt64> augmentation;
  private final TrainingOps training;
  private final Op trainingStep;
  private final Operand<TFloat32> evaluatedLogits;
  private final EvaluationOps evaluation;

  Model(
      Definition definition,
      Split split,
      ModelOptions options,
      BatchNormMode evaluationMode,
      ForwardBuilder builder) {
    this.definition = definition;
    this.options = options;
    this.builder = builder;
    DataChecks.fits(definition, split);
    Ops tf = Ops.create(graph);
    Ops feeds = tf.withName("feed");
    this.variables = new Variables(tf, options.seed());
    this.architecture =
        feeds.placeholder(
            TInt32.class, Placeholder.shape(Shape.of(definition.space().decisions().size())));
    this.rows = feeds.placeholder(TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    this.calibrationRows = feeds.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    this.learningRate = feeds.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.augmentation = feeds.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    this.data = new ResidentData(tf.withName("data"), split);
    Operand<TInt32> labels = data.labels(tf, rows);

    Forward trained = forward(tf, "train", split, BatchNormMode.TRAINING);
    this.training =
        new TrainingOps(
            tf.withName("loss"),
            graph,
            trained,
            labels,
            definition.task().classes(),
            options.optimisation());
    this.trainingStep = training.step(variables, learningRate);
    Forward evaluated = forward(tf, "evaluate", split, evaluationMode);
    this.evaluatedLogits = evaluated.logits();
    this.evaluation =
        new EvaluationOps(tf.withName("score"), evaluated.logits(), labels, calibrationRows);
    Op initialize = variables.initialize();
    variables.addSaver();

    this.session = new Session(graph, SessionConfig.of(options.threads()));
    session.runner().addTarget(initialize).run().close();
    data.load(tf, session);
  }

  /** Builds a forward pass of the model, given int32 {@code [decisions]}. */
  @FunctionalInterface
  interface ForwardBuilder {
    Forward build(Forward.Place place, Operand<TInt32> architecture);
  }

  private Forward forward(Ops tf, String name, Split split, BatchNormMode mode) {
    Operand<? extends TNumber> examples = data.examples(tf, rows);
    boolean image = definition.task().inputShape().size() == 3;
    if (mode == BatchNormMode.TRAINING && options.augment() && image) {
      examples = Preprocessing.cropAndFlip(tf, examples, augmentation);
    }
    Operand<TFloat32> input =
        Preprocessing.normalise(
            tf, examples, split.train().elementType(), Normalization.of(split.train()));
    return builder.build(
        new Forward.Place(tf, name, variables, mode, calibrationRows, input), architecture);
  }

  /** What the model is a network of. */
  public Definition definition() {
    return definition;
  }

  /**
   * Trains one path on one batch.
   *
   * @param path the architecture; one model alone knows only its own
   * @param batch training examples, counted from 0
   * @param rate learning rate
   * @param augmentationSeed the same seed gives the same crops and flips
   * @return the mean loss of the batch before the update, in nats; not finite if training has
   *     diverged
   */
  public float step(Architecture path, int[] batch, double rate, long augmentationSeed) {
    definition.space().check(path);
    try (TInt32 choices = TInt32.vectorOf(path.toArray());
        TInt32 fedRows = TInt32.vectorOf(batch);
        TFloat32 fedRate = TFloat32.scalarOf((float) rate);
        TInt64 seeds = TInt64.vectorOf(options.seed(), augmentationSeed);
        Result result =
            session
                .runner()
                .feed(architecture, choices)
                .feed(rows, fedRows)
                .feed(learningRate, fedRate)
                .feed(augmentation, seeds)
                .addTarget(trainingStep)
                .fetch(training.loss())
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** How many examples a part of the data has. */
  public int size(Part part) {
    return data.part(part).size();
  }

  /** Classifies a part of the data with one path. */
  Score score(Architecture path, Part part, boolean calibrated) {
    int size = data.part(part).size();
    int batches = (size + EVALUATION_BATCH - 1) / EVALUATION_BATCH;
    int calibration = calibrated ? Math.min(CALIBRATION_ROWS, data.part(Part.TRAIN).size()) : 0;
    double right = 0;
    double lossSum = 0;
    try (TInt32 choices = TInt32.vectorOf(path.toArray());
        TInt32 skipped = TInt32.scalarOf(calibration)) {
      for (int i = 0; i < batches; i++) {
        int from = data.firstRow(part) + (int) ((long) size * i / batches);
        int to = data.firstRow(part) + (int) ((long) size * (i + 1) / batches);
        IntStream fed =
            IntStream.concat(IntStream.range(0, calibration), IntStream.range(from, to));
        try (TInt32 fedRows = TInt32.vectorOf(fed.toArray());
            Result result =
                session
                    .runner()
                    .feed(architecture, choices)
                    .feed(rows, fedRows)
                    .feed(calibrationRows, skipped)
                    .fetch(evaluation.right())
                    .fetch(evaluation.lossSum())
                    .run()) {
          right += ((TFloat32) result.get(0)).getFloat();
          lossSum += ((TFloat32) result.get(1)).getFloat();
        }
      }
    }
    return new Score(right / size, lossSum / size);
  }

  /** Writes all variables as a TensorFlow checkpoint: files whose names begin with the prefix. */
  public void save(Path prefix) {
    session.save(prefix.toString());
  }

  /**
   * Reads all variables from a checkpoint of a model of the same definition.
   *
   * @throws SupernetException if its files are damaged or of another model
   */
  public void restore(Path prefix) {
    try {
      session.restore(prefix.toString());
    } catch (TensorFlowException e) {
      throw new SupernetException(
          Kind.RUN,
          "Checkpoint '"
              + prefix.getParent()
              + "' is damaged or of another network; delete that folder to go on from an earlier one.",
          e);
    }
  }

  /**
   * All variables by name: weights, their momentum under {@code NAME/momentum}, running statistics.
   */
  public Map<String, float[]> values() {
    return fetch(session.runner(), variables.values());
  }

  /**
   * The gradients of the loss by weight name, for the weights on a path; for a batch as {@link
   * #step} sees it.
   */
  Map<String, float[]> gradients(Architecture path, int[] batch) {
    Map<String, Operand<TFloat32>> wanted = new LinkedHashMap<>();
    definition
        .weights(path)
        .forEach(weight -> wanted.put(weight.name(), training.gradients().get(weight.name())));
    try (TInt32 choices = TInt32.vectorOf(path.toArray());
        TInt32 fedRows = TInt32.vectorOf(batch);
        TInt64 seeds = TInt64.vectorOf(options.seed(), 0)) {
      return fetch(
          session
              .runner()
              .feed(architecture, choices)
              .feed(rows, fedRows)
              .feed(augmentation, seeds),
          wanted);
    }
  }

  private static Map<String, float[]> fetch(
      Session.Runner runner, Map<String, Operand<TFloat32>> wanted) {
    wanted.values().forEach(runner::fetch);
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (String name : wanted.keySet()) {
        TFloat32 tensor = (TFloat32) result.get(index++);
        float[] value = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(value);
        values.put(name, value);
      }
    }
    return values;
  }

  /** The logits of the first examples of a part of the data, one example after another. */
  float[] logits(Architecture path, Part part, int count) {
    int first = data.firstRow(part);
    try (TInt32 choices = TInt32.vectorOf(path.toArray());
        TInt32 skipped = TInt32.scalarOf(0);
        TInt32 fedRows = TInt32.vectorOf(IntStream.range(first, first + count).toArray())) {
      Session.Runner runner =
          session
              .runner()
              .feed(architecture, choices)
              .feed(calibrationRows, skipped)
              .feed(rows, fedRows);
      return fetch(runner, Map.of("logits", evaluatedLogits)).get("logits");
    }
  }

  /** Whether all variables are finite numbers. */
  public boolean finite() {
    for (float[] values : values().values()) {
      for (float value : values) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many operations the graph has. */
  public int graphSize() {
    int[] count = {0};
    graph.operations().forEachRemaining(op -> count[0]++);
    return count[0];
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
