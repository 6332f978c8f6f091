package io.supernet.export;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** The file that says what a SavedModel computes, to be changed. */
final class SavedModelFile {

  private final Path file;
  private final SavedModel.Builder model;

  private SavedModelFile(Path file, SavedModel.Builder model) {
    this.file = file;
    this.model = model;
  }

  /** Reads what TensorFlow wrote into a folder. */
  static SavedModelFile read(Path folder) throws IOException {
    Path file = folder.resolve("saved_model.pb");
    return new SavedModelFile(file, SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder());
  }

  /** The only graph, with what belongs to it. */
  MetaGraphDef.Builder model() {
    return model.getMetaGraphsBuilder(0);
  }

  /** Writes the file; the same content gives the same bytes. */
  void write() throws IOException {
    SavedModel changed = model.build();
    byte[] bytes = new byte[changed.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    changed.writeTo(out);
    Files.write(file, bytes);
  }
}
