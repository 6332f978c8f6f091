package io.supernet.supernet;

import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Head;
import io.supernet.network.PlainNames;
import io.supernet.network.Variables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * The graph of a model: what is fed, a training pass and an evaluation pass over shared variables,
 * and the data. Does not own the graph that it is built in.
 */
final class ModelGraph {

  /** Builds a forward pass of the model, given int32 {@code [switches]}. */
  @FunctionalInterface
  interface ForwardBuilder {
    Forward build(Forward.Place place, Operand<TInt32> architecture);
  }

  private final Graph graph;
  private final Definition definition;
  private final ModelOptions options;
  private final Normalization normalization;
  private final ForwardBuilder builder;

  /** Int32 {@code [switches]}, see {@link Definition#switches}. */
  final Placeholder<TInt32> architecture;

  /** Int32 scalar: how many of the rows come first for calibration and do not count. */
  final Placeholder<TInt32> calibrationRows;

  /** Float32 scalar. */
  final Placeholder<TFloat32> learningRate;

  /** Int64 {@code [2]}: seed of crops, flips, cutouts and dropout. */
  final Placeholder<TInt64> augmentation;

  final ModelData data;
  final Variables variables;
  final TrainingOps training;
  final Op trainingStep;

  /** Empty for a model that trains one path a step. */
  final Optional<Accumulation> accumulation;

  final Head head;

  /** Float32 {@code [batch, outputs]}. */
  final Operand<TFloat32> logits;

  final EvaluationOps evaluation;

  /** As {@link Forward#normalizesExamples}. */
  final boolean normalizesExamples;

  final Op initialize;

  ModelGraph(
      Graph graph,
      Definition definition,
      Split split,
      ModelOptions options,
      BatchNormMode evaluationMode,
      ForwardBuilder builder) {
    this.graph = graph;
    this.definition = definition;
    this.options = options;
    this.normalization = Normalization.of(split.train());
    this.builder = builder;
    Ops tf = PlainNames.in(graph);
    Ops feeds = tf.withName("feed");
    Shape switches = Shape.of(definition.switchCount());
    this.architecture = feeds.placeholder(TInt32.class, Placeholder.shape(switches));
    Placeholder<TInt32> rows =
        feeds.placeholder(TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    this.calibrationRows = feeds.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    this.learningRate = feeds.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.augmentation = feeds.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    this.variables = new Variables(tf, options.seed());
    this.data = new ModelData(tf.withName("data"), split, rows);
    Operand<? extends TNumber> labels = data.labels(tf);

    Forward trained = forward(tf, "train", BatchNormMode.TRAINING);
    this.normalizesExamples = trained.normalizesExamples();
    this.head = definition.task().prediction().head(split.train());
    Ops loss = tf.withName("loss");
    double smoothing = options.optimization().labelSmoothing();
    this.training =
        new TrainingOps(loss, graph, trained, head, head.targets(loss, labels, smoothing));
    Updates updates =
        new Updates(tf.withName("update"), variables, options.optimization(), learningRate);
    this.trainingStep = training.step(updates);
    this.accumulation =
        options.accumulates()
            ? Optional.of(new Accumulation(tf.withName("accumulate"), training, variables, updates))
            : Optional.empty();
    this.logits = forward(tf, "evaluate", evaluationMode).logits();
    this.evaluation =
        new EvaluationOps(tf.withName("score"), head, logits, labels, calibrationRows);
    this.initialize = variables.initialize();
    variables.addSaver();
  }

  private Forward forward(Ops tf, String name, BatchNormMode mode) {
    Operand<? extends TNumber> examples = data.examples(tf);
    boolean image = definition.task().inputShape().size() == 3;
    if (mode == BatchNormMode.TRAINING && options.augment() && image) {
      examples = Preprocessing.cropAndFlip(tf, examples, augmentation);
    }
    Operand<TFloat32> input =
        Preprocessing.normalize(tf, examples, data.part(Part.TRAIN).elementType(), normalization);
    if (mode == BatchNormMode.TRAINING && options.cutout() > 0) {
      input = Preprocessing.cutout(tf, input, options.cutout(), augmentation);
    }
    Operand<TInt64> noise = mode == BatchNormMode.TRAINING ? augmentation : null;
    return builder.build(place(tf, name, mode, noise, input), architecture);
  }

  /**
   * Adds a pass whose running statistics are those of examples as they are: as they are judged, not
   * as they are trained on.
   */
  Forward recalibration() {
    Ops tf = PlainNames.in(graph);
    Operand<TFloat32> input =
        Preprocessing.normalize(
            tf, data.examples(tf), data.part(Part.TRAIN).elementType(), normalization);
    return builder.build(
        place(tf, "recalibrate", BatchNormMode.TRAINING, null, input), architecture);
  }

  private Forward.Place place(
      Ops tf,
      String name,
      BatchNormMode mode,
      @Nullable Operand<TInt64> noise,
      Operand<TFloat32> input) {
    return new Forward.Place(tf, name, variables, mode, calibrationRows, noise, input);
  }
}
