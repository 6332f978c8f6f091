package io.supernet.export;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;

/**
 * What an exported model is, written beside it as {@code supernet.json}.
 *
 * @param space name of the search space
 * @param architecture in the notation of the space
 * @param signature key of the signature
 * @param input an example: what the signature takes, unless it takes columns
 * @param columns what the signature {@code columns} takes of a table's row; the default one takes
 *     them, too, if a row has categories or gaps. None of what is no table
 * @param outputs what it gives
 * @param classNames the class of each index; none of a regression
 * @param macs multiply-adds for one example
 * @param parameters trained scalars
 * @param metrics by part of the data, sorted, and by name
 * @param verifiedExamples with how many examples the export was compared with the live model
 * @param largestDifference largest difference of a value of the first output in that comparison, in
 *     units of its size or of what the task takes for one: of a probability, absolute
 */
public record ExportManifest(
    String space,
    String architecture,
    String signature,
    TensorInfo input,
    List<TensorInfo> columns,
    List<TensorInfo> outputs,
    List<String> classNames,
    long macs,
    long parameters,
    Map<String, Map<String, Double>> metrics,
    int verifiedExamples,
    double largestDifference) {

  /**
   * A tensor of the signature.
   *
   * @param name in the signature
   * @param type TensorFlow's name of the element type
   * @param shape -1 for the batch
   * @param meaning in words
   */
  public record TensorInfo(String name, String type, List<Long> shape, String meaning) {
    public TensorInfo {
      shape = ImmutableList.copyOf(shape);
    }
  }

  public ExportManifest {
    columns = ImmutableList.copyOf(columns);
    outputs = ImmutableList.copyOf(outputs);
    classNames = ImmutableList.copyOf(classNames);
    metrics = ImmutableSortedMap.copyOf(metrics);
  }
}
