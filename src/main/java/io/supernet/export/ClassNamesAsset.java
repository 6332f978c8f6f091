package io.supernet.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.TensorInfo;

/** The names of the classes as a file of a SavedModel, one a line in the order of their indices. */
final class ClassNamesAsset {

  private static final String FILE = "class_names.txt";
  private static final String TENSOR = "class_names_file";

  private ClassNamesAsset() {}

  /** Adds the constant that TensorFlow sets to where the file is. */
  static void declare(Ops tf) {
    tf.withName(TENSOR).constant(FILE);
  }

  /** Writes the file, into the folder of the model that has that constant. */
  static void write(List<String> names, MetaGraphDef.Builder model, Path folder)
      throws IOException {
    model.addAssetFileDef(
        AssetFileDef.newBuilder()
            .setTensorInfo(TensorInfo.newBuilder().setName(TENSOR + ":0"))
            .setFilename(FILE));
    Path assets = Files.createDirectories(folder.resolve("assets"));
    Files.writeString(
        assets.resolve(FILE),
        String.join("\n", names.stream().map(name -> name.replaceAll("\\R", " ")).toList()) + "\n");
  }
}
