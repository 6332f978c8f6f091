package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes layers, scopes and decisions. What a call becomes (an entry of the search space, a cost,
 * TensorFlow ops) is up to the reading; network code does not see the difference.
 *
 * <p>Images are float32 {@code [batch, height, width, channels]}, rows {@code [batch, features]}.
 * Convolution and pooling keep height and width at stride 1 and divide them by the stride, rounded
 * up, otherwise (TensorFlow's "same" padding).
 *
 * @since 0.1
 */
public final class NetworkBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  /** What the graphs keep beside a weight or a layer, under its name. */
  private static final List<String> RESERVED =
      List.of(
          "momentum", "adam_mean", "adam_square", "adam_steps", "running_mean", "running_variance");

  private final Task task;
  private final Reading reading;
  private final String path;
  private final String location;
  private final Branch branch;

  NetworkBuilder(Task task, Reading reading) {
    this(task, reading, "", "", Branch.ROOT);
  }

  /**
   * A builder.
   *
   * @param path with which the names of its weights begin
   * @param location in the network: the path, unless weights are named as of another place
   */
  private NetworkBuilder(Task task, Reading reading, String path, String location, Branch branch) {
    this.task = task;
    this.reading = reading;
    this.path = path;
    this.location = location;
    this.branch = branch;
  }

  /** What the network is for. */
  public Task task() {
    return task;
  }

  /**
   * A builder whose weights have names beginning with {@code name/}. Every scope of one parent
   * needs a name of its own.
   */
  public NetworkBuilder scope(String name) {
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' is not a name for a layer: use letters, digits and _ . - but not %s.",
              name, RESERVED));
    }
    String inner = name + "/";
    return new NetworkBuilder(task, reading, path + inner, location + inner, branch);
  }

  /**
   * A builder that makes layers where this one does and names their weights as another does. Two
   * places with the same weights are two uses of one weight; no architecture may compute both.
   *
   * @param place whose names are taken
   */
  public NetworkBuilder at(NetworkBuilder place) {
    return new NetworkBuilder(task, reading, place.path, location + "@" + place.path, branch);
  }

  /**
   * A weight, trained with the layers that use it: an input for {@link #tensorflow}.
   *
   * @param shape of the weight, all sizes known
   * @param initializer how it begins
   * @param decay whether weight decay applies to it
   */
  public Activation weight(String name, List<Long> shape, Initializer initializer, boolean decay) {
    return weight(name, shape, initializer, decay, 1);
  }

  /** The same with a learning rate of its own, as {@link WeightSpec#pace}. */
  @API(status = INTERNAL)
  public Activation weight(
      String name, List<Long> shape, Initializer initializer, boolean decay, double pace) {
    reading.check(this, List.of());
    return reading.weight(this, new WeightSpec(pathOf(name), shape, initializer, decay, pace));
  }

  /**
   * Convolution without bias, dilation 1: {@code [batch, height, width, channels]} to {@code
   * [batch, height / stride, width / stride, filters]}.
   *
   * @param filters output channels, at least 1
   * @param kernel height and width of the kernel, at least 1
   * @param stride 1 or more
   */
  public Activation conv(String name, Activation x, int filters, int kernel, int stride) {
    return new Layers(scope(name)).conv(x, filters, kernel, stride, 1);
  }

  /**
   * Convolution without bias, as {@link #conv(String, Activation, int, int, int)}.
   *
   * @param dilation distance of the kernel's taps; at 2 a kernel of 3 covers 5 pixels
   */
  public Activation conv(
      String name, Activation x, int filters, int kernel, int stride, int dilation) {
    return new Layers(scope(name)).conv(x, filters, kernel, stride, dilation);
  }

  /**
   * Convolution of each channel by itself, without bias; shapes as {@link #conv(String, Activation,
   * int, int, int)} with as many filters as channels.
   */
  public Activation depthwiseConv(String name, Activation x, int kernel, int stride, int dilation) {
    return new Layers(scope(name)).depthwiseConv(x, kernel, stride, dilation);
  }

  /** Batch normalization of the last dimension with a trained scale and offset. */
  public Activation batchNorm(String name, Activation x) {
    NetworkBuilder b = scope(name);
    reading.check(b, List.of(x));
    List<Long> channels = List.of((long) x.channels());
    Activation scale = b.weight("scale", channels, Initializer.ones(), false);
    Activation offset = b.weight("offset", channels, Initializer.zeros(), false);
    return reading.batchNorm(b, x, scale, offset);
  }

  /** Convolution without bias, then batch normalization. */
  public Activation convBn(String name, Activation x, int filters, int kernel, int stride) {
    NetworkBuilder b = scope(name);
    return b.batchNorm("bn", b.conv("conv", x, filters, kernel, stride));
  }

  /** A fully connected layer with bias: {@code [batch, features]} to {@code [batch, units]}. */
  public Activation dense(String name, Activation x, int units) {
    return new Layers(scope(name)).dense(x, units);
  }

  /** Rectifier. */
  public Activation relu(Activation x) {
    return reading.rectified(tensorflow(x.shape(), List.of(x), Pointwise.RELU));
  }

  /**
   * Dropout (Srivastava et al., JMLR 15, 2014): in training each number is 0 with this probability,
   * and the others are larger by as much; otherwise nothing happens. What is left out follows from
   * the seed, the step and the place.
   *
   * @param rate 0 to below 1
   * @since 0.2
   */
  public Activation dropout(Activation x, double rate) {
    Bounds.check("dropout rate", rate, 0, 0.9999);
    reading.check(this, List.of(x));
    return rate == 0 ? x : reading.dropout(this, x, constant((float) rate));
  }

  /**
   * Dropout whose rate is an open decision, with options such as {@code d25}. Many places may obey
   * one.
   *
   * @param percents the rates in percent, 0 to 99
   * @since 0.2
   */
  public Activation dropout(String decision, Activation x, List<Integer> percents) {
    percents.forEach(p -> Bounds.check(p >= 0 && p < 100, "dropout in percent", p, "0 to 99"));
    reading.check(this, List.of(x));
    List<String> options = percents.stream().map(p -> "d" + p).toList();
    reading.meet(decision, options);
    Activation rate =
        reading.decide(
            this,
            decision,
            options,
            (inside, option) -> inside.constant(percents.get(option) / 100f));
    return reading.dropout(this, x, rate);
  }

  /** A number: {@code [1]}. */
  private Activation constant(float value) {
    return tensorflow(List.of(1L), List.of(), (tf, in) -> tf.constant(new float[] {value}));
  }

  /**
   * Average pooling over windows of {@code kernel} by {@code kernel} pixels; the padding does not
   * count. Height and width are divided by the stride, rounded up.
   */
  public Activation averagePool(Activation x, int kernel, int stride) {
    return new Layers(this).averagePool(x, kernel, stride);
  }

  /** Maximum pooling, shapes as {@link #averagePool}. */
  public Activation maxPool(Activation x, int kernel, int stride) {
    return new Layers(this).maxPool(x, kernel, stride);
  }

  /** Mean over height and width: {@code [batch, channels]}. */
  public Activation globalAveragePool(Activation x) {
    return new Layers(this).globalAveragePool(x);
  }

  /** The sum of activations of one shape. */
  public Activation add(Activation... xs) {
    return new Layers(this).add(ImmutableList.copyOf(xs));
  }

  /** Activations one after another along the last dimension. */
  public Activation concat(List<Activation> xs) {
    return new Layers(this).concat(xs);
  }

  /** Zeros in the shape of an activation; no path leads through them. */
  public Activation zero(Activation like) {
    return zero(like.shape());
  }

  Activation zero(List<Long> shape) {
    reading.check(this, List.of());
    return reading.zeros(this, shape);
  }

  /**
   * A layer of raw TensorFlow ops with differentiable float32 output. It counts no multiply-adds
   * unless {@link #macs} says so. Its shape is found by building it once in a graph of its own.
   *
   * @param inputs all values of the network that the ops use
   */
  public Activation tensorflow(List<Activation> inputs, TensorFlowOperation operation) {
    return tensorflow(null, inputs, operation);
  }

  /** A layer of raw TensorFlow ops; its shape is null if only TensorFlow can tell. */
  Activation tensorflow(
      @Nullable List<Long> shape, List<Activation> inputs, TensorFlowOperation operation) {
    reading.check(this, inputs);
    return reading.layer(this, shape, inputs, operation);
  }

  /**
   * Adds multiply-adds for one example to the cost of the layer made last, for raw TensorFlow
   * layers.
   */
  public void macs(long count) {
    reading.macs(count);
  }

  /**
   * An open decision: which candidate computes the output. Decisions of one name are one decision,
   * obeyed wherever it stands; the weights of each place are its own. Candidates may hold decisions
   * of their own.
   *
   * @param decision name of the decision
   */
  public Activation choose(String decision, Activation x, Candidate... candidates) {
    return choose(decision, x, List.of(candidates));
  }

  /** An open decision, as {@link #choose(String, Activation, Candidate...)}. */
  public Activation choose(String decision, Activation x, List<Candidate> candidates) {
    List<String> options = names(candidates);
    reading.meet(decision, options);
    return reading.decide(this, decision, options, apply(candidates, x));
  }

  /**
   * An open decision that no layer obeys directly: rules of {@link #follow} read it. It matters
   * wherever this builder stands.
   *
   * @param options names of its options
   */
  public void decision(String name, List<String> options) {
    reading.check(this, List.of());
    reading.meet(name, options);
    reading.open(this, name);
  }

  /**
   * A choice that follows from open decisions by a rule, such as whether a node of a cell is read
   * by any other. It is computed lazily like a decision, but is no entry of an architecture.
   * Decisions inside its candidates count as if they stood outside. Choices of one name are one
   * choice, with one rule, wherever they stand.
   *
   * @param name of the choice, unlike those of decisions
   * @param rule gives the position of the candidate that is taken
   */
  public Activation follow(String name, Rule rule, Activation x, List<Candidate> candidates) {
    List<String> options = names(candidates);
    reading.meet(new Derived(name, options, rule));
    return reading.decide(this, name, options, apply(candidates, x));
  }

  private static List<String> names(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::name).toList();
  }

  private static Reading.OptionBuilder apply(List<Candidate> candidates, Activation x) {
    return (inside, option) -> candidates.get(option).operation().apply(inside, x);
  }

  /**
   * An open decision between inputs: which of some earlier activations, all of one shape, is read.
   * The options are named by their position, from {@code 0}.
   */
  public Activation chooseInput(String decision, List<Activation> inputs) {
    List<String> options = IntStream.range(0, inputs.size()).mapToObj(Integer::toString).toList();
    reading.meet(decision, options);
    return reading.decide(this, decision, options, (inside, option) -> inputs.get(option));
  }

  /** The builder for an option, in the branch that the reading says. */
  NetworkBuilder option(String decision, List<String> options, int option, Branch inside) {
    String inner = decision + "/" + options.get(option) + "/";
    return new NetworkBuilder(task, reading, path + inner, location + inner, inside);
  }

  /** The name of a weight. */
  String pathOf(String name) {
    return scope(name).path.replaceFirst("/$", "");
  }

  Reading reading() {
    return reading;
  }

  String path() {
    return path;
  }

  /** Where layers stand: different for each place of the network, however weights are named. */
  String location() {
    return location;
  }

  Branch branch() {
    return branch;
  }
}
