package io.supernet.cli;

import io.supernet.export.ExportOptions;
import io.supernet.export.ExportOptions.Format;
import io.supernet.export.ExportOptionsBuilder;
import io.supernet.network.WeightFormat;
import io.supernet.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How the winner is exported. */
final class ExportFlags {

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to write: savedmodel (TensorFlow), onnx (model.onnx, for ONNX Runtime and others), or both with a comma between. Default: savedmodel.")
  private List<Format> formats;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the model, in place of savedmodels/RUN.")
  private Path folder;

  @Option(
      names = "--model-version",
      paramLabel = "N",
      description =
          "Version of the model: the name of the folder in that of the model, as servers expect. Default: 1.")
  private Integer version;

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      description =
          "How kernels are stored: float32, bfloat16 (half the size) or int8 (a quarter). What that costs on validation examples is measured and printed. Default: float32.")
  private WeightFormat weights;

  /** The options of a run; what these flags do not say stays. */
  RunOptions over(RunOptions options) {
    ExportOptionsBuilder export = options.export().with();
    if (formats != null) {
      export.formats(formats);
    }
    if (folder != null) {
      export.folder(folder.toAbsolutePath().normalize().toString());
    }
    if (version != null) {
      export.version(version);
    }
    if (weights != null) {
      export.weights(weights);
    }
    ExportOptions changed = export.build();
    return options.withExport(changed);
  }
}
