package io.supernet.export;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.WeightFormat;
import java.util.List;

/**
 * How a model is exported.
 *
 * @param formats of the files, each once; at least one
 * @param version of the model, 1 or more: the name of the folder in that of the model
 * @param folder of the model; empty for its place under the name of its run
 * @param weights how kernels are stored
 * @since 0.2
 */
@RecordBuilder
public record ExportOptions(List<Format> formats, int version, String folder, WeightFormat weights)
    implements ExportOptionsBuilder.With {

  /** Whose files. */
  public enum Format {
    /** A SavedModel of TensorFlow. */
    SAVEDMODEL,
    /** {@code model.onnx}, for ONNX Runtime and others. */
    ONNX
  }

  /** A SavedModel, version 1, under the name of the run. */
  public static final ExportOptions DEFAULT =
      new ExportOptions(List.of(Format.SAVEDMODEL), 1, "", WeightFormat.FLOAT32);

  /** The defaults, to be changed one by one. */
  public static ExportOptionsBuilder builder() {
    return DEFAULT.with();
  }

  public ExportOptions {
    // Runs that began before there was a choice.
    weights = weights == null ? WeightFormat.FLOAT32 : weights;
    if (formats.isEmpty()) {
      throw new SupernetException(Kind.USAGE, "An export has no format; give savedmodel or onnx.");
    }
    if (version < 1) {
      throw new SupernetException(
          Kind.USAGE, Text.of("Versions of a model are 1, 2 and so on, not %d.", version));
    }
    formats = ImmutableList.copyOf(Sets.immutableEnumSet(formats));
  }
}
