package io.supernet.export;

import com.google.common.collect.ImmutableMap;
import io.supernet.data.ImageReading;
import io.supernet.data.TableEncoding;
import io.supernet.export.ExampleFeatures.Feature;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.Offer.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * The inputs of a served graph: tf.Example messages hold columns or files of images, and those make
 * examples. A client feeds any of the three; what it feeds stands in place of what would make it.
 *
 * @param examples raw, {@code [batch] + exampleShape}
 * @param predicting the inputs of each signature that answers with all answers
 * @param messages the input for tf.Example messages, if the graph takes them
 */
record ServingInputs(
    Operand<? extends TNumber> examples,
    Map<String, List<Port>> predicting,
    Optional<Port> messages) {

  /** What a message with an image calls it, as those of TensorFlow's data sets do. */
  static final String IMAGE = "image/encoded";

  private static final Shape BATCH = Shape.of(Shape.UNKNOWN_SIZE);

  ServingInputs {
    predicting = ImmutableMap.copyOf(predicting);
  }

  /** Adds the inputs and what makes examples of them. */
  static ServingInputs in(Ops tf, Served served) {
    TensorInfo info = served.input();
    Shape shape = Shape.of(info.shape().stream().mapToLong(Long::longValue).toArray());
    Ops named = tf.withName(info.name());
    if (served.bytes()) {
      return ofImages(tf, named, served, shape);
    }
    List<Feature> features =
        served
            .table()
            .map(TableInputs::features)
            .orElseGet(() -> List.of(new Feature(info.name(), false, shape.tail(), false)));
    Optional<ExampleFeatures> messages =
        served.messageMethod().map(method -> ExampleFeatures.in(tf, features));
    Optional<Port> taken = messages.map(ExampleFeatures::messages);
    if (served.table().isEmpty()) {
      Operand<TFloat32> examples =
          input(named, TFloat32.class, shape, messages.map(m -> m.numbers(0)));
      return new ServingInputs(
          examples, Map.of(Signature.DEFAULT_KEY, List.of(new Port(info, examples))), taken);
    }
    TableEncoding table = served.table().orElseThrow();
    TableInputs columns = TableInputs.in(tf, table, messages);
    Operand<TFloat32> examples = named.placeholderWithDefault(columns.examples(), shape);
    // Where a row as it stands is an example, a client may send either; else it sends columns.
    List<Port> usual = table.isPlain() ? List.of(new Port(info, examples)) : columns.ports(table);
    return new ServingInputs(
        examples,
        ImmutableMap.of(Signature.DEFAULT_KEY, usual, TableInputs.KEY, columns.ports(table)),
        taken);
  }

  private static ServingInputs ofImages(Ops tf, Ops named, Served served, Shape shape) {
    if (served.files().isEmpty()) {
      Operand<TUint8> images = input(named, TUint8.class, shape, Optional.empty());
      return new ServingInputs(
          images,
          Map.of(Signature.DEFAULT_KEY, List.of(new Port(served.input(), images))),
          Optional.empty());
    }
    ImageReading reading = served.files().orElseThrow();
    Optional<ExampleFeatures> messages =
        served
            .messageMethod()
            .map(
                method ->
                    ExampleFeatures.in(
                        tf, List.of(new Feature(IMAGE, true, Shape.scalar(), false))));
    Operand<TString> files =
        input(tf.withName(ImageFiles.INPUT), TString.class, BATCH, messages.map(m -> m.texts(0)));
    Operand<TUint8> images =
        input(
            named,
            TUint8.class,
            shape,
            Optional.of(ImageFiles.decoded(tf, tf.ensureShape(files, BATCH), reading)));
    return new ServingInputs(
        images,
        ImmutableMap.of(
            Signature.DEFAULT_KEY,
            List.of(new Port(served.input(), images)),
            ImageFiles.KEY,
            List.of(new Port(ImageFiles.info(reading), files))),
        messages.map(ExampleFeatures::messages));
  }

  /**
   * Adds an input.
   *
   * @param made what stands for it where no client sends it; empty if one has to
   */
  static <T extends TType> Operand<T> input(
      Ops named, Class<T> type, Shape shape, Optional<Operand<T>> made) {
    return made.isPresent()
        ? named.placeholderWithDefault(made.orElseThrow(), shape)
        : named.placeholder(type, Placeholder.shape(shape));
  }
}
