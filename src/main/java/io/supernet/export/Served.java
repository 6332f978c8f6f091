package io.supernet.export;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.ImageReading;
import io.supernet.data.Normalization;
import io.supernet.data.TableEncoding;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.Offer.Method;
import io.supernet.network.Head;
import io.supernet.network.Prediction.Answer;
import io.supernet.supernet.StandAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is served of a trained architecture, in whatever format: from raw examples, which it
 * normalizes, to what its task answers.
 *
 * @param network with its weights
 * @param head what stands behind it
 * @param type of raw examples
 * @param normalization of raw examples
 * @param exampleShape of one example
 * @param answers what it gives, the most important first
 * @param classNames the class of each index; none of a regression
 * @param table that examples are rows of; empty if they are of none
 * @param files how files of images become examples; empty if they do not
 */
record Served(
    Folded network,
    Head head,
    ElementType type,
    Normalization normalization,
    List<Long> exampleShape,
    List<Answer> answers,
    List<String> classNames,
    Optional<TableEncoding> table,
    Optional<ImageReading> files) {

  /** What is served of a model that was trained on some examples. */
  static Served of(StandAlone live, DataSet train) {
    Folded network = Folded.of(live.definition().subnet(live.architecture()), live.values());
    return new Served(
        network,
        live.definition().task().prediction().head(train),
        train.elementType(),
        Normalization.of(train),
        live.definition().task().inputShape(),
        live.definition().task().prediction().form().answers(),
        train.classNames(),
        train.encoding(),
        files(train));
  }

  private static Optional<ImageReading> files(DataSet train) {
    List<Long> shape = train.exampleShape();
    boolean fit = train.elementType() == ElementType.UINT8 && ImageReading.fits(shape);
    return fit
        ? train.imageReading().or(() -> Optional.of(ImageFiles.reading(shape)))
        : Optional.empty();
  }

  /** The same with another network, or other weights. */
  Served with(Folded other) {
    return new Served(
        other, head, type, normalization, exampleShape, answers, classNames, table, files);
  }

  boolean bytes() {
    return type == ElementType.UINT8;
  }

  TensorInfo input() {
    return new TensorInfo(
        bytes() ? "images" : "features",
        bytes() ? "uint8" : "float32",
        batchOf(exampleShape),
        bytes()
            ? "raw pixels, 0 to 255; normalized inside"
            : "raw finite values; normalized inside");
  }

  List<TensorInfo> outputs() {
    return answers.stream()
        .map(
            answer ->
                new TensorInfo(
                    answer.name(), answer.type(), batchOf(answer.shape()), answer.meaning()))
        .toList();
  }

  /** What TensorFlow Serving can ask with tf.Example messages; empty if nothing fits. */
  Optional<Method> messageMethod() {
    return MessageAnswers.method(answers.get(0), classNames);
  }

  /** The columns of its table. */
  List<TensorInfo> columns() {
    return table.map(TableInputs::described).orElse(List.of());
  }

  private static List<Long> batchOf(List<Long> shape) {
    List<Long> sizes = new ArrayList<>(List.of(-1L));
    sizes.addAll(shape);
    return sizes;
  }
}
