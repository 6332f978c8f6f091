package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.PlainNames;
import io.supernet.network.Variable;
import io.supernet.network.WeightSpec;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.types.TFloat32;

/**
 * A network in one graph and one session, with its data on the device. Training steps belong to one
 * thread; evaluations may run in several at once, but not beside training steps.
 */
@API(status = INTERNAL)
public abstract sealed class Model implements AutoCloseable permits Supernet, StandAlone {

  private final Definition definition;
  private final Graph graph = new Graph();
  private final ModelGraph ops;
  private final ModelData data;
  private final Session session;
  private final TrainingSteps steps;
  private final EvaluationRuns evaluations;

  /**
   * Builds a model.
   *
   * @param parameters how many scalars it trains
   */
  Model(
      Definition definition,
      long parameters,
      Split split,
      ModelOptions options,
      BatchNormMode evaluationMode,
      ModelGraph.ForwardBuilder builder) {
    this.definition = definition;
    try (Opened opened = new Opened()) {
      opened.add(graph);
      DataChecks.fits(definition, split);
      options.check(definition.task());
      Footprint.of(parameters, options, split)
          .onHost()
          .check(definition.name(), Footprint.machine());
      this.ops = new ModelGraph(graph, definition, split, options, evaluationMode, builder);
      this.data = opened.add(ops.data);
      this.session = opened.add(new Session(graph, SessionConfig.of(options.threads())));
      this.steps = new TrainingSteps(definition, options.seed(), ops, session);
      boolean calibrated = evaluationMode == BatchNormMode.CALIBRATED;
      if (evaluationMode == BatchNormMode.BATCH
          && ops.normalizesExamples
          && Math.min(split.validation().size(), split.test().size()) < 2) {
        throw alone("judge it by");
      }
      this.evaluations = new EvaluationRuns(definition, ops, session, calibrated);
      data.load(session, ops.initialize);
      opened.keep();
    }
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
   * @return the mean loss of the batch before the update, in nats of a classification; not finite
   *     if training has diverged
   */
  public float step(Architecture path, int[] batch, double rate, long augmentationSeed) {
    checkStep(path, batch);
    return steps.one(path, batch, rate, augmentationSeed);
  }

  /** Trains one path on one batch and tells which operations ran, and how long. */
  RunMetadata traced(Architecture path, int[] batch, double rate) {
    checkStep(path, batch);
    return steps.traced(path, batch, rate);
  }

  /**
   * Trains several paths on one batch: the mean or the sum of their gradients moves, once, the
   * weights that lie on any of them.
   *
   * @param paths at least one; the model must be one that accumulates
   * @param together how their gradients are combined, and what they learn
   * @param batch training examples, counted from 0
   * @param rate learning rate
   * @param augmentationSeed the same seed gives the same crops and flips
   * @return the mean loss over the paths before the update, in nats
   */
  public float step(
      List<Architecture> paths,
      Together together,
      int[] batch,
      double rate,
      long augmentationSeed) {
    paths.forEach(path -> checkStep(path, batch));
    return steps.several(paths, together, batch, rate, augmentationSeed);
  }

  /** Says which batch the next step trains on: examples on disk are read by then. */
  public void prepare(int[] batch) {
    data.prepare(batch);
  }

  private void checkStep(Architecture path, int[] batch) {
    check(path);
    if (batch.length == 1 && ops.normalizesExamples) {
      throw alone("train on");
    }
    for (int row : batch) {
      if (row < 0 || row >= size(Part.TRAIN)) {
        throw new IllegalArgumentException(
            "Row " + row + " is not one of the " + size(Part.TRAIN) + " training examples.");
      }
    }
  }

  /** An example by itself is the same as any other where it is normalized by its own statistics. */
  private SupernetException alone(String what) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "Network '%s' normalizes over the batch, and nothing is left of an example alone to %s; give a batch of 2 or more.",
            definition.name(), what));
  }

  /** Refuses a path that the model does not have. */
  void check(Architecture path) {
    definition.space().check(path);
  }

  /** How many examples a part of the data has. */
  public int size(Part part) {
    return data.part(part).size();
  }

  /** How many examples are evaluated at once. */
  public int evaluationBatch() {
    return evaluations.batch();
  }

  /** Judges one path on a part of the data. */
  Evaluation score(Architecture path, Part part) {
    return evaluations.score(path, part, size(part), false);
  }

  /** The first examples of it; {@code ownThread} as {@link Concurrency#ownThread}. */
  Evaluation score(Architecture path, Part part, int size, boolean ownThread) {
    return evaluations.score(path, part, size, ownThread);
  }

  /**
   * Judges one path on one batch.
   *
   * @param batch examples of the part, counted from 0
   */
  public Evaluation evaluate(Architecture path, Part part, int[] batch) {
    check(path);
    return evaluations.score(path, part, batch);
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
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new SupernetException(
          Kind.RUN,
          "Checkpoint '"
              + prefix.getParent()
              + "' is damaged or of another network; delete that folder to go on from an earlier one.",
          e);
    }
  }

  /**
   * All variables by name: weights, running statistics, and what the optimizer keeps beside each
   * weight: {@code NAME/momentum} of SGD; {@code NAME/adam_mean}, {@code NAME/adam_square} and
   * {@code NAME/adam_steps} of Adam.
   */
  public Map<String, float[]> values() {
    return Fetched.floats(session.runner(), ops.variables.values());
  }

  /** Gives variables new values, by name; adds ops to the graph each time. */
  void assign(Map<String, float[]> values) {
    Ops tf = PlainNames.in(graph).withSubScope("assign");
    Session.Runner runner = session.runner();
    List<TFloat32> fed = new ArrayList<>();
    try {
      for (Variable variable : ops.variables.all()) {
        float[] value = values.get(variable.name());
        if (value != null) {
          long[] sizes = variable.shape().stream().mapToLong(Long::longValue).toArray();
          TFloat32 tensor =
              TFloat32.tensorOf(
                  Shape.of(sizes), t -> t.asRawTensor().data().asFloats().write(value));
          fed.add(tensor);
          Placeholder<TFloat32> placeholder =
              tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(sizes)));
          runner.feed(placeholder, tensor);
          runner.addTarget(tf.assignVariableOp(variable.handle(), placeholder));
        }
      }
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  /** Running statistics of some training examples, by name; adds ops to the graph each time. */
  Map<String, float[]> statistics(Architecture path, int[] examples) {
    Recalibration statistics = new Recalibration(ops.recalibration());
    List<Integer> all = Ints.asList(examples);
    for (List<Integer> batch : Lists.partition(all, evaluationBatch())) {
      try (TrainingSteps.Pass pass = steps.pass(path, Ints.toArray(batch), 0)) {
        statistics.add(pass.runner());
      }
    }
    return statistics.values();
  }

  /**
   * The gradients of the mean loss of a batch by weight name, for the weights on a path; the batch
   * as {@link #step} sees it, crops and flips of seed 0. Changes nothing. Without weight decay and
   * clipping; 0 where the output of the path does not reach, of elastic weights whole.
   *
   * @param path the architecture; one model alone knows only its own
   * @param batch training examples, counted from 0
   * @return in nats by unit of the weight, in the order of the weight's values
   */
  public Map<String, float[]> gradients(Architecture path, int[] batch) {
    checkStep(path, batch);
    Map<String, float[]> gradients = new LinkedHashMap<>();
    for (WeightSpec weight : weights(path)) {
      gradients.put(weight.name(), new float[Math.toIntExact(weight.size())]);
    }
    Map<String, Operand<TFloat32>> wanted = new LinkedHashMap<>();
    for (WeightSpec weight : trained(path)) {
      wanted.put(weight.name(), ops.training.gradients().get(weight.name()));
    }
    try (TrainingSteps.Pass pass = steps.pass(path, batch, 0)) {
      gradients.putAll(Fetched.floats(pass.runner(), wanted));
    }
    return gradients;
  }

  /** The weights that a step of a path changes: those that its output needs. */
  List<WeightSpec> trained(Architecture path) {
    Set<String> names = ops.training.names(definition.switches(path));
    return weights(path).stream().filter(weight -> names.contains(weight.name())).toList();
  }

  /** The weights of the model on a path. */
  abstract List<WeightSpec> weights(Architecture path);

  /** The logits of the first examples of a part of the data, one example after another. */
  float[] logits(Architecture path, Part part, int count) {
    return evaluations.logits(path, part, count);
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
    data.close();
  }
}
