package io.supernet.export;

import static com.google.common.collect.Maps.transformValues;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.storage.StorageFailures;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an exported model is, written beside it as {@code supernet.json}.
 *
 * @param space name of the search space
 * @param architecture in the notation of the space
 * @param task in words
 * @param signature key of the signature
 * @param signatures all of the SavedModel, with what they take and give; none if there is no
 *     SavedModel
 * @param input an example: what the signature takes, unless it takes columns
 * @param columns what the signature {@code columns} takes of a table's row; the default one takes
 *     them, too, if a row has categories or gaps. None of what is no table
 * @param outputs what it gives
 * @param classNames the class of each index; none of a regression
 * @param multilabel whether an example may be of several classes, or of none
 * @param macs multiply-adds for one example
 * @param parameters trained scalars of the network; batch normalization is folded into fewer
 * @param weights how they are stored
 * @param metrics with the weights as trained, by part of the data, sorted, and by name
 * @param data that it was trained, chosen and tested with, by part
 * @param seed of all randomness
 * @param versions of what made it
 * @param verifiedExamples with how many examples the export was compared with the live model
 * @param largestDifference largest difference of a value of the first output in that comparison, in
 *     units of its size or of what the task takes for one: of a probability, absolute
 * @param sizes that the model has, from the smallest; none if it is one network. All that is said
 *     of one network above is then said of the largest
 * @since 0.2
 */
public record ExportManifest(
    String space,
    String architecture,
    String task,
    String signature,
    List<SignatureInfo> signatures,
    TensorInfo input,
    List<TensorInfo> columns,
    List<TensorInfo> outputs,
    List<String> classNames,
    boolean multilabel,
    long macs,
    long parameters,
    Weights weights,
    Map<String, Map<String, Double>> metrics,
    Map<String, Examples> data,
    long seed,
    Map<String, String> versions,
    int verifiedExamples,
    double largestDifference,
    List<SizeInfo> sizes) {

  /**
   * One size of a model that has several.
   *
   * @param name that its signatures with an input {@code size} know it by
   * @param architecture in the notation of the space
   * @param macs multiply-adds for one example
   * @param parameters trained scalars of the network
   * @param metrics by part of the data, sorted, and by name
   */
  public record SizeInfo(
      String name,
      String architecture,
      long macs,
      long parameters,
      Map<String, Map<String, Double>> metrics) {
    public SizeInfo {
      metrics = ImmutableSortedMap.copyOf(metrics);
    }
  }

  /**
   * A tensor of the signature.
   *
   * @param name in the signature
   * @param type TensorFlow's name of the element type
   * @param shape -1 for the batch
   * @param meaning in words
   */
  public record TensorInfo(String name, String type, List<Long> shape, String meaning) {

    /** What a column of numbers means that had no gap in training. */
    static final String FINITE = "raw, finite";

    public TensorInfo {
      shape = ImmutableList.copyOf(shape);
    }

    /** Whether a row may lack its value: of a column. */
    public boolean isOptional() {
      return !meaning.equals(FINITE);
    }
  }

  /**
   * A signature of the SavedModel.
   *
   * @param name its key
   * @param method what TensorFlow Serving calls it by, such as {@code tensorflow/serving/predict}
   * @param inputs in order
   * @param outputs in order
   */
  public record SignatureInfo(
      String name, String method, List<TensorInfo> inputs, List<TensorInfo> outputs) {
    public SignatureInfo {
      inputs = ImmutableList.copyOf(inputs);
      outputs = ImmutableList.copyOf(outputs);
    }
  }

  /**
   * How the weights are stored.
   *
   * @param format of kernels: {@code float32}, {@code bfloat16} or {@code int8}; all else is
   *     float32
   * @param bytes of the files of each format
   * @param float32Bytes what they would be with float32 kernels
   * @param validation metrics on validation examples with these weights; none of float32
   * @param float32Validation the same with float32 kernels
   */
  public record Weights(
      String format,
      Map<String, Long> bytes,
      Map<String, Long> float32Bytes,
      Map<String, Double> validation,
      Map<String, Double> float32Validation) {
    public Weights {
      bytes = ImmutableSortedMap.copyOf(bytes);
      float32Bytes = ImmutableSortedMap.copyOf(float32Bytes);
      validation = ImmutableSortedMap.copyOf(validation);
      float32Validation = ImmutableSortedMap.copyOf(float32Validation);
    }
  }

  /**
   * A part of the data.
   *
   * @param source what the data are called
   * @param count of examples
   * @param sha256 fingerprint of type, shape, labels and values
   */
  public record Examples(String source, int count, String sha256) {

    static Map<String, Examples> of(Split data) {
      return transformValues(
          ImmutableMap.of(
              "train", data.train(), "validation", data.validation(), "test", data.test()),
          Examples::of);
    }

    private static Examples of(DataSet data) {
      return new Examples(data.name(), data.size(), data.sha256());
    }
  }

  /** Whether the model also takes files of images. */
  public boolean takesFiles() {
    return signatures.stream().anyMatch(signature -> signature.name().equals(ImageFiles.KEY));
  }

  /**
   * That of an export.
   *
   * @param folder of the version
   * @throws SupernetException if there is none
   */
  public static ExportManifest read(Path folder) {
    Path file = folder.resolve(Exports.MANIFEST);
    try {
      return requireNonNull(Json.LINE.fromJson(Files.readString(file), ExportManifest.class));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    } catch (RuntimeException e) {
      // Also what the constructor refuses, wrapped: a manifest of an older release lacks fields.
      throw new SupernetException(
          Kind.STORAGE, Text.of("'%s' does not say what the model is; export it again.", file), e);
    }
  }

  public ExportManifest {
    requireNonNull(weights, "weights");
    signatures = ImmutableList.copyOf(signatures);
    sizes = ImmutableList.copyOf(sizes);
    columns = ImmutableList.copyOf(columns);
    outputs = ImmutableList.copyOf(outputs);
    classNames = ImmutableList.copyOf(classNames);
    metrics = ImmutableSortedMap.copyOf(metrics);
    data = ImmutableMap.copyOf(data);
    versions = ImmutableSortedMap.copyOf(versions);
  }
}
