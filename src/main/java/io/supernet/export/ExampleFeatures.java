package io.supernet.export;

import com.google.common.collect.ImmutableList;
import io.supernet.export.ExportManifest.TensorInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Takes serialized tf.Example messages apart in the graph that is served.
 *
 * @param messages the input that takes them
 * @param values of the features, in their order: {@code [batch]}, or {@code [batch, size]}
 */
record ExampleFeatures(Offer.Port messages, List<Operand<? extends TType>> values) {

  /** The input's name, which TensorFlow Serving gives it. */
  private static final String INPUT = "inputs";

  private static final Shape BATCH = Shape.of(Shape.UNKNOWN_SIZE);

  /**
   * A feature of a message.
   *
   * @param name in the message
   * @param text whether it is a list of bytes; of floats if not
   * @param shape of what it holds
   * @param optional whether a message may be without it: then it is empty, or NaN
   */
  record Feature(String name, boolean text, Shape shape, boolean optional) {

    Class<? extends TType> type() {
      return text ? TString.class : TFloat32.class;
    }

    String described() {
      return name + (text ? " (bytes" : " (float") + (optional ? ", may be missing)" : ")");
    }
  }

  ExampleFeatures {
    values = ImmutableList.copyOf(values);
  }

  /** Adds the input, and what takes its messages apart. */
  static ExampleFeatures in(Ops tf, List<Feature> features) {
    Placeholder<TString> input =
        tf.withName("serialized_examples").placeholder(TString.class, Placeholder.shape(BATCH));
    Operand<TString> none = noTexts(tf);
    List<Operand<?>> defaults = new ArrayList<>();
    features.forEach(feature -> defaults.add(fallback(tf, feature)));
    Iterator<Output<?>> parsed =
        tf.io
            .parseExample(
                tf.ensureShape(input, BATCH),
                none,
                none,
                tf.array(features.stream().map(Feature::name).toArray(String[]::new)),
                none,
                defaults,
                0L,
                List.of(),
                List.of(),
                List.of(),
                features.stream().map(Feature::shape).toList())
            .denseValues()
            .iterator();
    List<Operand<? extends TType>> values = new ArrayList<>();
    features.forEach(feature -> values.add(parsed.next().expect(feature.type())));
    TensorInfo info =
        new TensorInfo(
            INPUT,
            "string",
            List.of(-1L),
            "tf.Example messages with "
                + String.join(", ", features.stream().map(Feature::described).toList()));
    return new ExampleFeatures(new Offer.Port(info, input), values);
  }

  /** What stands for a feature that is missing; nothing, and so an error, if it must be there. */
  private static Operand<? extends TType> fallback(Ops tf, Feature feature) {
    if (!feature.optional()) {
      return feature.text() ? noTexts(tf) : tf.constant(new float[0]);
    }
    return feature.text() ? tf.constant("") : tf.constant(Float.NaN);
  }

  private static Operand<TString> noTexts(Ops tf) {
    try (TString empty = TString.tensorOf(NdArrays.ofObjects(String.class, Shape.of(0)))) {
      return tf.constantOf(empty);
    }
  }

  /** Strings of a feature by its place. */
  Operand<TString> texts(int feature) {
    return values.get(feature).asOutput().expect(TString.class);
  }

  /** Numbers of a feature by its place. */
  Operand<TFloat32> numbers(int feature) {
    return values.get(feature).asOutput().expect(TFloat32.class);
  }
}
