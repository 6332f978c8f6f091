package io.supernet.export;

import io.supernet.Failures;
import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.TableColumn;
import io.supernet.export.ExportManifest.SizeInfo;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.text.Decimal;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * An exported model that answers. One instance serves all threads; close it at the end, as it holds
 * native memory. What it refuses, it refuses with the number of the row.
 *
 * @since 0.2
 */
public final class Predictor implements AutoCloseable {

  private final ExportManifest manifest;
  private final SavedModelBundle model;
  private final int exampleSize;

  /** The size that answers; empty for the only one, or for the largest. */
  private final Optional<String> size;

  private Predictor(ExportManifest manifest, SavedModelBundle model, Optional<String> size) {
    this.manifest = manifest;
    this.model = model;
    this.size = size;
    long values = manifest.input().shape().stream().skip(1).reduce(1L, (a, b) -> a * b);
    this.exampleSize = Math.toIntExact(values);
  }

  /**
   * Loads a model.
   *
   * @param folder of one of its versions, or of the model: then its highest version is loaded
   * @throws SupernetException if there is none
   */
  public static Predictor load(Path folder) {
    Path version = ExportPlace.newest(folder);
    ExportManifest manifest = ExportManifest.read(version);
    if (!Files.exists(version.resolve("saved_model.pb"))) {
      throw new SupernetException(
          Kind.STORAGE,
          Text.of("'%s' holds no SavedModel; export it with --format savedmodel.", version));
    }
    try {
      return new Predictor(manifest, SavedModelBundle.load(version.toString()), Optional.empty());
    } catch (TensorFlowException e) {
      throw new SupernetException(
          Kind.STORAGE,
          Text.of("'%s' cannot be loaded (%s); export it again.", version, Failures.line(e)),
          e);
    }
  }

  /** What the model is. */
  public ExportManifest manifest() {
    return manifest;
  }

  /**
   * The sizes of the model by name, from the smallest; none if it is one network. Without {@link
   * #at} the largest answers.
   */
  public List<String> sizes() {
    return manifest.sizes().stream().map(SizeInfo::name).toList();
  }

  /**
   * The same model, answering in one of its sizes. It takes no memory of its own: close the first
   * alone, when nobody asks any of them.
   *
   * @param name of the size
   * @throws SupernetException if the model has no such size
   */
  public Predictor at(String name) {
    if (!sizes().contains(name)) {
      throw new SupernetException(
          Kind.USAGE,
          sizes().isEmpty()
              ? Text.of("The model has one size, and none called '%s'.", name)
              : Text.of("The model has the sizes %s, not '%s'.", String.join(", ", sizes()), name));
    }
    return new Predictor(manifest, model, Optional.of(name));
  }

  /** The class of each index, of which an example has one or a set; none of a regression. */
  public List<String> classNames() {
    return manifest.classNames();
  }

  /**
   * Answers rows of numbers.
   *
   * @param rows {@code [batch][features]}, raw and finite
   * @return the probability of each class {@code [batch][classes]}, which add up to 1 unless the
   *     model says sets of them; of a regression the value {@code [batch][1]}
   * @throws SupernetException if the model takes something else
   */
  public float[][] predict(float[][] rows) {
    requireInput("float32", "rows of numbers");
    FloatBuffer values = FloatBuffer.allocate(Math.multiplyExact(rows.length, exampleSize));
    for (int i = 0; i < rows.length; i++) {
      requireSize(i, rows[i].length);
      for (float value : rows[i]) {
        if (!Float.isFinite(value)) {
          throw refused(Text.of("Row %d has the value %s; give finite numbers.", i, value));
        }
      }
      values.put(rows[i]);
    }
    try (Tensor fed = TFloat32.tensorOf(shape(rows.length), DataBuffers.of(values.flip()))) {
      return answer(manifest.signature(), Map.of(manifest.input().name(), fed), rows.length);
    }
  }

  /**
   * Answers images.
   *
   * @param images {@code [batch][height · width · channels]}: the pixels of one image row by row,
   *     bytes from 0 to 255
   * @return as {@link #predict(float[][])}
   * @throws SupernetException if the model takes something else
   */
  public float[][] predict(byte[][] images) {
    requireInput("uint8", "images");
    ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(images.length, exampleSize));
    for (int i = 0; i < images.length; i++) {
      requireSize(i, images[i].length);
      pixels.put(images[i]);
    }
    try (Tensor fed = TUint8.tensorOf(shape(images.length), DataBuffers.of(pixels.flip()))) {
      return answer(manifest.signature(), Map.of(manifest.input().name(), fed), images.length);
    }
  }

  /**
   * Answers files of images: JPEG, PNG, BMP or GIF, of any size and in color or gray. They are
   * resized to the images of the model without keeping the ratio of their sides; cut them before if
   * that matters.
   *
   * @param files what is in them
   * @return as {@link #predict(float[][])}
   * @throws SupernetException if the model takes something else, or a file cannot be read
   */
  public float[][] predictEncoded(List<byte[]> files) {
    if (manifest.signatures().stream().noneMatch(s -> s.name().equals(ImageFiles.KEY))) {
      throw refused(
          Text.of(
              "The model takes %s %s, not files of images.",
              manifest.input().type(), manifest.input().shape()));
    }
    try {
      return answerFiles(files);
    } catch (TFInvalidArgumentException e) {
      for (int i = 0; i < files.size() && files.size() > 1; i++) {
        try {
          answerFiles(List.of(files.get(i)));
        } catch (TFInvalidArgumentException ofOne) {
          throw unreadable("File " + i, ofOne);
        }
      }
      throw unreadable(files.size() == 1 ? "The file" : "File 0", e);
    }
  }

  private float[][] answerFiles(List<byte[]> files) {
    NdArray<byte[]> bytes = NdArrays.ofObjects(byte[].class, Shape.of(files.size()));
    for (int i = 0; i < files.size(); i++) {
      bytes.setObject(files.get(i), i);
    }
    try (Tensor fed = TString.tensorOfBytes(bytes)) {
      return answer(ImageFiles.KEY, Map.of(ImageFiles.INPUT, fed), files.size());
    }
  }

  private static SupernetException unreadable(String file, TFInvalidArgumentException cause) {
    String why =
        Objects.toString(cause.getMessage(), "no reason given").lines().findFirst().orElse("");
    return new SupernetException(
        Kind.DATA,
        Text.of(
            "%s is not a readable image: %s.",
            file, why.replaceFirst("\\.$", "").replace(". ", "; ")),
        cause);
  }

  /**
   * Answers rows of a table as they stand in a file.
   *
   * @param columns the cells of each column by its name, as many of each; one that is empty, or
   *     says so as in a table, such as NA, is missing
   * @return as {@link #predict(float[][])}
   * @throws SupernetException if the model takes something else
   */
  public float[][] predict(Map<String, List<String>> columns) {
    if (manifest.columns().isEmpty()) {
      throw refused(
          Text.of("The model takes '%s' and no columns of a table.", manifest.input().name()));
    }
    int rows = -1;
    Map<String, Tensor> fed = new LinkedHashMap<>();
    try {
      for (TensorInfo column : manifest.columns()) {
        List<String> cells = columns.get(column.name());
        if (cells == null) {
          throw refused(
              Text.of(
                  "Column '%s' is missing; give the cells of each of %s.",
                  column.name(), manifest.columns().stream().map(TensorInfo::name).toList()));
        }
        if (rows >= 0 && cells.size() != rows) {
          throw refused(
              Text.of(
                  "Column '%s' has %d cells, the ones before it %d; give as many of each.",
                  column.name(), cells.size(), rows));
        }
        rows = cells.size();
        fed.put(column.name(), tensor(column, cells));
      }
      return answer(TableInputs.KEY, fed, rows);
    } finally {
      fed.values().forEach(Tensor::close);
    }
  }

  /**
   * The names of the classes that are more probable than not: of a model that says sets of them.
   *
   * @param probabilities of one example, as {@link #predict(float[][])} gives them
   * @return in the order of {@link #classNames}; none, some or all
   * @throws SupernetException if the model says one class
   */
  public List<String> labels(float[] probabilities) {
    if (!manifest.multilabel()) {
      throw refused("The model says no sets of labels; ask for className, or take the value.");
    }
    return IntStream.range(0, probabilities.length)
        .filter(i -> probabilities[i] > 0.5)
        .mapToObj(classNames()::get)
        .toList();
  }

  /**
   * The name of the most probable class.
   *
   * @param probabilities of one example, as {@link #predict(float[][])} gives them
   * @throws SupernetException if the model says sets of classes
   */
  public String className(float[] probabilities) {
    if (manifest.multilabel()) {
      throw refused("The model says a set of labels and not one class; ask for labels.");
    }
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return classNames().get(best);
  }

  private static Tensor tensor(TensorInfo column, List<String> cells) {
    if (column.type().equals("string")) {
      return TString.vectorOf(cells.toArray(String[]::new));
    }
    float[] numbers = new float[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      String cell = cells.get(i).strip();
      boolean missing = TableColumn.MISSING.contains(cell);
      numbers[i] = missing ? Float.NaN : (float) Decimal.parse(cell).orElse(Double.NaN);
      if (missing ? !column.isOptional() : !Float.isFinite(numbers[i])) {
        throw refused(
            Text.of("Row %d has '%s' in column '%s'; give a number.", i, cell, column.name()));
      }
    }
    return TFloat32.vectorOf(numbers);
  }

  private float[][] answer(String signature, Map<String, Tensor> inputs, int rows) {
    try (Opened opened = new Opened()) {
      Result result = opened.add(call(signature, inputs, opened));
      TFloat32 said = (TFloat32) result.get(manifest.outputs().get(0).name()).orElseThrow();
      float[] values = new float[Math.toIntExact(said.size())];
      said.asRawTensor().data().asFloats().read(values);
      int width = manifest.classNames().isEmpty() ? 1 : manifest.classNames().size();
      float[][] answers = new float[rows][width];
      for (int i = 0; i < rows; i++) {
        System.arraycopy(values, i * width, answers[i], 0, width);
      }
      return answers;
    }
  }

  private Result call(String signature, Map<String, Tensor> inputs, Opened opened) {
    if (size.isEmpty()) {
      return model.function(signature).call(inputs);
    }
    Map<String, Tensor> all = new LinkedHashMap<>(inputs);
    all.put(SizedNetwork.input(manifest), opened.add(TString.scalarOf(size.orElseThrow())));
    return model.function(SizedNetwork.key(signature)).call(all);
  }

  private Shape shape(int examples) {
    long[] sizes = manifest.input().shape().stream().mapToLong(Long::longValue).toArray();
    sizes[0] = examples;
    return Shape.of(sizes);
  }

  private void requireInput(String type, String given) {
    boolean columnsOnly = !takesExamples();
    if (columnsOnly || !manifest.input().type().equals(type)) {
      throw refused(
          Text.of(
              "The model takes %s, not %s.",
              columnsOnly
                  ? "the columns " + manifest.columns().stream().map(TensorInfo::name).toList()
                  : manifest.input().type() + " " + manifest.input().shape(),
              given));
    }
  }

  /** The default signature of a table with categories or gaps takes columns. */
  private boolean takesExamples() {
    return model
        .function(manifest.signature())
        .signature()
        .inputNames()
        .contains(manifest.input().name());
  }

  private void requireSize(int row, int size) {
    if (size != exampleSize) {
      throw refused(
          Text.of(
              "Example %d has %d values; the model takes %d, of shape %s.",
              row, size, exampleSize, manifest.input().shape()));
    }
  }

  private static SupernetException refused(String sentence) {
    return new SupernetException(Kind.DATA, sentence);
  }

  /** Frees the model, in all its sizes; nobody may be asking it. */
  @Override
  public void close() {
    model.close();
  }
}
