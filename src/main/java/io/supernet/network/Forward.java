package io.supernet.network;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimap;
import io.supernet.space.Architecture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * One forward pass in a graph: the supernet reading or the stand-alone reading of a definition.
 * Several passes of one graph share their variables by name.
 */
@API(status = INTERNAL)
public final class Forward {

  /**
   * A weight as this pass reads it.
   *
   * @param variable that holds it
   * @param value float32, live only where the weight belongs to the chosen path
   * @param used whether the logits depend on it
   */
  public record Read(Variable variable, Operand<TFloat32> value, boolean used) {}

  /**
   * Running statistics of a normalization that a pass moves toward those of its batch.
   *
   * @param mean name of the running one
   * @param batchMean float32 {@code [channels]}
   * @param variance name of the running one
   * @param batchVariance float32 {@code [channels]}
   * @param updates ops that move them
   */
  public record Running(
      String mean,
      Operand<TFloat32> batchMean,
      String variance,
      Operand<TFloat32> batchVariance,
      List<Op> updates) {

    public Running {
      updates = List.copyOf(updates);
    }
  }

  /**
   * Where and how a pass is built.
   *
   * @param tf of the graph, without scope
   * @param name of the pass, with which the names of its operations begin
   * @param variables of the graph
   * @param mode of batch normalization
   * @param calibrationRows int32 scalar: how many first rows give the statistics when calibrated;
   *     otherwise ignored, and may be null
   * @param noise int64 {@code [2]}, the seed of a step: with it, dropout is on; null without
   * @param input normalized examples, float32 {@code [batch] + inputShape}
   */
  public record Place(
      Ops tf,
      String name,
      Variables variables,
      BatchNormMode mode,
      @Nullable Operand<TInt32> calibrationRows,
      @Nullable Operand<TInt64> noise,
      Operand<TFloat32> input) {}

  private final Operand<TFloat32> logits;
  private final List<Read> reads = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final Switches switches;
  private final List<Running> moved = new ArrayList<>();

  /** Null for one architecture alone. */
  private final @Nullable Switchboard switchboard;

  private final List<Activation> blocks;
  private final Multimap<Branch, Operand<TFloat32>> rectified = LinkedHashMultimap.create();
  private final boolean normalizesExamples;

  private Forward(
      Definition definition,
      GraphReading reading,
      Place place,
      @Nullable Switchboard switchboard,
      boolean prunes) {
    List<Long> shape = new ArrayList<>(List.of(-1L));
    shape.addAll(definition.task().inputShape());
    Activation input = new Activation(shape, true, Branch.ROOT, place.input, List.of());
    Activation output = definition.build(reading, input);
    Set<Activation> needed = reachable(output);
    reading
        .weights()
        .forEach(
            (weight, variable) -> {
              boolean used = needed.contains(weight);
              if (used || !prunes) {
                reads.add(new Read(variable, weight.operand(), used));
                branches.add(reading.home(weight));
              }
            });
    reading
        .moved()
        .forEach(
            (normalized, running) -> {
              if (needed.contains(normalized) || !prunes) {
                moved.add(running);
              }
            });
    for (Activation rectifier : reading.rectified()) {
      if (needed.contains(rectifier)) {
        rectified.put(reading.home(rectifier), rectifier.operand());
      }
    }
    this.switches = definition.allSwitches();
    this.logits = output.operand();
    this.switchboard = switchboard;
    this.blocks = reading.blocks().before(output);
    this.normalizesExamples = reading.normalizesExamples();
  }

  /**
   * The supernet: every decision a lazy switch.
   *
   * @param architecture int32 {@code [switches]}, as {@link Definition#switches} gives it: the path
   *     that a run computes
   */
  public static Forward supernet(Definition definition, Place place, Operand<TInt32> architecture) {
    Switchboard switchboard = new Switchboard(place.tf, definition, architecture);
    BatchNormalization norm = new BatchNormalization(place, false);
    SupernetReading reading = new SupernetReading(place, norm, switchboard, definition);
    return new Forward(definition, reading, place, switchboard, definition.prunes());
  }

  /** One architecture alone: only its layers, with running statistics. */
  public static Forward subnet(Definition definition, Place place, Architecture architecture) {
    BatchNormalization norm = new BatchNormalization(place, true);
    SubnetReading reading = new SubnetReading(place, norm, definition.taken(architecture));
    return new Forward(definition, reading, place, null, definition.prunes(architecture));
  }

  /** What the last layer gives: float32 {@code [batch, outputs]}. */
  public Operand<TFloat32> logits() {
    return logits;
  }

  /**
   * Whether some batch normalization knows an example by a single value in each channel: by its own
   * statistics an example alone is always the same there.
   */
  public boolean normalizesExamples() {
    return normalizesExamples;
  }

  /** The weights that the network reads; those that its output does not need are left alone. */
  public List<Read> reads() {
    return List.copyOf(reads);
  }

  /**
   * The names of the variables that the output of a path needs. Known from the graph: the network
   * is not read.
   *
   * @param path as {@link Definition#switches} gives it
   */
  public Set<String> names(int[] path) {
    Taken taken = new Taken(switches, path);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < reads.size(); i++) {
      if (branches.get(i).chosen(taken)) {
        names.add(reads.get(i).variable().name());
      }
    }
    return names;
  }

  /** Ops that move the running statistics toward those of the batch. */
  public List<Op> statisticsUpdates() {
    return moved.stream().flatMap(running -> running.updates().stream()).toList();
  }

  /** The running statistics that the pass moves, with those of its batch. */
  public List<Running> moved() {
    return List.copyOf(moved);
  }

  /**
   * The sum of a float32 scalar of every weight on the chosen path; always live.
   *
   * @param share the scalar of a weight, live where the weight is
   */
  public Operand<TFloat32> total(Ops tf, Function<Read, Operand<TFloat32>> share) {
    if (switchboard == null) {
      return Switchboard.sum(tf, reads.stream().map(share).toList());
    }
    Map<Branch, List<Operand<TFloat32>>> terms = new HashMap<>();
    for (int i = 0; i < reads.size(); i++) {
      terms.computeIfAbsent(branches.get(i), b -> new ArrayList<>()).add(share.apply(reads.get(i)));
    }
    return switchboard.total(terms);
  }

  /**
   * The output of a block; always live.
   *
   * @param shape with -1 for the batch, as {@link Activation#shape}
   */
  public record Block(Operand<TFloat32> value, List<Long> shape) {}

  /**
   * The blocks that the network is made of, such as cells, in the order in which they begin,
   * without the one that gives the logits. A block is an outermost scope that holds scopes or
   * decisions, or a decision in no scope.
   */
  public List<Block> blocks() {
    return blocks.stream().map(a -> new Block(a.operand(), a.shape())).toList();
  }

  /** How many rectifiers there are, on any path. */
  public int rectifiers() {
    return rectified.size();
  }

  /**
   * The sum of a value of every rectifier on the chosen path of a supernet; always live. It has no
   * gradient.
   *
   * @param share the value of a rectifier, given its output
   * @param zero of the same shape, always live
   */
  public Operand<TFloat32> ofRectifiers(
      Operand<TFloat32> zero, UnaryOperator<Operand<TFloat32>> share) {
    Map<Branch, List<Operand<TFloat32>>> terms = new HashMap<>();
    rectified.forEach(
        (branch, output) ->
            terms.computeIfAbsent(branch, b -> new ArrayList<>()).add(share.apply(output)));
    return requireNonNull(switchboard, "of a supernet").total(terms, zero);
  }

  private static Set<Activation> reachable(Activation output) {
    Set<Activation> reached = new HashSet<>(Set.of(output));
    Deque<Activation> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (Activation input : open.pop().inputs()) {
        if (reached.add(input)) {
          open.push(input);
        }
      }
    }
    return reached;
  }
}
