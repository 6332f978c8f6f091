package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a network's calls: each reading is one subclass. */
abstract class Reading {

  private Branch current = Branch.ROOT;

  /** Builds one option of a decision with a builder for that option. */
  @FunctionalInterface
  interface OptionBuilder {
    Activation build(NetworkBuilder inside, int option);
  }

  /**
   * A layer.
   *
   * @param b the builder that was called
   * @param shape of the output; null if only TensorFlow can tell
   */
  abstract Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op);

  /** A weight, in the scope and branch of the builder. */
  abstract Activation weight(NetworkBuilder b, WeightSpec spec);

  /** A weight of which each candidate uses a part. */
  abstract ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec);

  /** A part of elastic weights, with the name of the first. */
  abstract Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation);

  /** Batch normalization of the last dimension; scale and offset are weights of one dimension. */
  abstract Activation batchNorm(
      NetworkBuilder b, Activation x, Activation scale, Activation offset);

  /** Dropout, where the network is trained; the rate is a number {@code [1]}. */
  abstract Activation dropout(NetworkBuilder b, Activation x, Activation rate);

  /** Zeros in the shape of an activation, or of another with its batch. */
  abstract Activation zeros(NetworkBuilder b, List<Long> shape);

  /** A decision. */
  abstract Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder);

  /** A decision or derived choice: checks its candidates, and takes what is decided already. */
  final Activation decide(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    check(b, List.of());
    Branch branch = b.branch();
    if (branch.decided(decision).isPresent()) {
      int option = branch.decided(decision).getAsInt();
      return builder.build(b.option(decision, options, option, branch), option);
    }
    List<Activation> outputs = new ArrayList<>();
    OptionBuilder checked =
        (inside, option) -> {
          Activation output = builder.build(inside, option);
          if (output == null) {
            throw new SupernetException(
                Kind.USAGE,
                Text.of(
                    "Candidate '%s' of decision '%s' gives null; let it return its output.",
                    options.get(option), decision));
          }
          check(inside, List.of(output));
          outputs.add(output);
          if (!outputs.get(0).shape().equals(output.shape())) {
            throw new SupernetException(
                Kind.USAGE,
                Text.of(
                    "The candidates of decision '%s' differ in shape: %s and, for '%s', %s. Give them the same stride and channels.",
                    decision, outputs.get(0).shape(), options.get(option), output.shape()));
          }
          return output;
        };
    return choose(b, decision, options, checked);
  }

  /** The output of a rectifier. */
  Activation rectified(Activation output) {
    return output;
  }

  /** Multiply-adds of the layer just made. */
  void macs(long count) {}

  /** Builds an option, and checks meanwhile that all its layers are made with its builder. */
  final Activation build(OptionBuilder builder, NetworkBuilder inside, int option) {
    Branch outer = current;
    current = inside.branch();
    Activation output = builder.build(inside, option);
    current = outer;
    return output;
  }

  /** A decision and its options, wherever it stands. */
  void meet(String decision, List<String> options) {}

  /** A decision that only rules read. */
  void open(NetworkBuilder b, String decision) {}

  /** A choice that follows from decisions, wherever it stands. */
  void meet(Derived choice) {}

  /**
   * Refuses a builder that does not belong to the option being built, and inputs that are computed
   * only where another option is chosen.
   */
  final void check(NetworkBuilder b, List<Activation> inputs) {
    if (!b.branch().equals(current)) {
      throw new SupernetException(
          Kind.USAGE,
          "A candidate of decision '"
              + current.decision()
              + "' makes layers with a builder from outside; use the builder that it is given.");
    }
    for (Activation input : inputs) {
      if (!input.branch().encloses(b.branch())) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "A value from inside a candidate of decision '%s' is used outside, where it may not exist; use the output of the decision.",
                input.branch().decision()));
      }
    }
  }
}
