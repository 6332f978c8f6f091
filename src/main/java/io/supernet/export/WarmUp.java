package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import io.supernet.data.TableColumn;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.Offer.Method;
import io.supernet.export.proto.Warmup.ClassifyLog;
import io.supernet.export.proto.Warmup.ExamplesRequest;
import io.supernet.export.proto.Warmup.ModelSpec;
import io.supernet.export.proto.Warmup.NamedTensor;
import io.supernet.export.proto.Warmup.PredictLog;
import io.supernet.export.proto.Warmup.PredictRequest;
import io.supernet.export.proto.Warmup.PredictionLog;
import io.supernet.export.proto.Warmup.RegressLog;
import io.supernet.images.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.TensorProto;

/**
 * Requests that TensorFlow Serving sends itself before it serves a model, as its first answers take
 * long. They hold no example of the data: gray images, and rows of means and of first categories.
 */
final class WarmUp {

  private static final Path FILE = Path.of("assets.extra", "tf_serving_warmup_requests");
  private static final int[] BATCHES = {1, 32};
  private static final int GRAY = 128;

  private final Served served;
  private final ByteString image;
  private final List<Float> means;
  private final Map<String, Object> cells = new HashMap<>();

  private WarmUp(Served served) {
    this.served = served;
    this.image =
        served.files().isPresent()
            ? ByteString.copyFrom(ImageFiles.gray(served.exampleShape()))
            : ByteString.EMPTY;
    List<Float> channels = served.normalization().mean();
    long size = served.exampleShape().stream().reduce(1L, (a, b) -> a * b);
    this.means =
        Collections.nCopies(Math.toIntExact(size / channels.size()), channels).stream()
            .flatMap(List::stream)
            .toList();
    int from = 0;
    for (TableColumn column : served.table().map(t -> t.columns()).orElse(List.of())) {
      Object cell =
          column.isText() ? column.texts().stream().findFirst().orElse("") : means.get(from);
      cells.put(column.name(), cell);
      from += column.width();
    }
  }

  /** Writes the requests beside a model, two for each signature. */
  static void write(Served served, List<SignatureInfo> signatures, Path folder) throws IOException {
    write(served, signatures, Map.of(), folder);
  }

  /**
   * The same, where signatures may ask for a size: two for each.
   *
   * @param sizes their names, by that of the input
   */
  static void write(
      Served served, List<SignatureInfo> signatures, Map<String, List<String>> sizes, Path folder)
      throws IOException {
    WarmUp requests = new WarmUp(served);
    List<PredictionLog> logs = new ArrayList<>();
    for (SignatureInfo signature : signatures) {
      List<String> asked =
          signature.inputs().stream()
              .flatMap(in -> sizes.getOrDefault(in.name(), List.of()).stream())
              .toList();
      for (String size : asked.isEmpty() ? List.of("") : asked) {
        sizes.keySet().forEach(input -> requests.cells.put(input, size));
        for (int batch : BATCHES) {
          logs.add(requests.log(signature, batch));
        }
      }
    }
    Path file = folder.resolve(FILE);
    Files.createDirectories(requireNonNull(file.getParent()));
    RecordFile.write(file, logs);
  }

  private PredictionLog log(SignatureInfo signature, int batch) {
    PredictionLog.Builder log = PredictionLog.newBuilder();
    ModelSpec spec = ModelSpec.newBuilder().setSignatureName(signature.name()).build();
    if (signature.method().equals(Method.PREDICT.path())) {
      PredictRequest.Builder request = PredictRequest.newBuilder().setModelSpec(spec);
      for (TensorInfo input : signature.inputs()) {
        request.addInputs(
            NamedTensor.newBuilder()
                .setKey(input.name())
                .setValue(tensor(input, batch).toByteString()));
      }
      return log.setPredictLog(PredictLog.newBuilder().setRequest(request)).build();
    }
    ExamplesRequest.Builder request = ExamplesRequest.newBuilder().setModelSpec(spec);
    request
        .getInputBuilder()
        .getExampleListBuilder()
        .addAllExamples(Collections.nCopies(batch, message().toByteString()));
    return signature.method().equals(Method.CLASSIFY.path())
        ? log.setClassifyLog(ClassifyLog.newBuilder().setRequest(request)).build()
        : log.setRegressLog(RegressLog.newBuilder().setRequest(request)).build();
  }

  /** Where a tensor has fewer values than its shape, its last goes on to the end. */
  private TensorProto tensor(TensorInfo input, int batch) {
    TensorProto.Builder tensor = TensorProto.newBuilder();
    for (long size : input.shape()) {
      tensor.getTensorShapeBuilder().addDimBuilder().setSize(size < 0 ? batch : size);
    }
    Object cell = cells.get(input.name());
    if (input.type().equals("uint8")) {
      return tensor.setDtype(DataType.DT_UINT8).addIntVal(GRAY).build();
    } else if (input.type().equals("string")) {
      ByteString value = cell instanceof String text ? ByteString.copyFromUtf8(text) : image;
      return tensor.setDtype(DataType.DT_STRING).addStringVal(value).build();
    }
    tensor.setDtype(DataType.DT_FLOAT);
    if (input.shape().size() == 1 && cell instanceof Float mean) {
      return tensor.addFloatVal(mean).build();
    }
    for (int i = 0; i < batch; i++) {
      tensor.addAllFloatVal(means);
    }
    return tensor.build();
  }

  private Example message() {
    Example.Builder message = Example.newBuilder();
    if (served.bytes()) {
      Feature.Builder file = Feature.newBuilder();
      file.getBytesListBuilder().addValue(image);
      message.getFeaturesBuilder().putFeature(ServingInputs.IMAGE, file.build());
    } else if (served.table().isEmpty()) {
      Feature.Builder row = Feature.newBuilder();
      row.getFloatListBuilder().addAllValue(means);
      message.getFeaturesBuilder().putFeature(served.input().name(), row.build());
    }
    for (TableColumn column : served.table().map(t -> t.columns()).orElse(List.of())) {
      Feature.Builder feature = Feature.newBuilder();
      Object cell = requireNonNull(cells.get(column.name()));
      if (cell instanceof String text) {
        feature.getBytesListBuilder().addValue(ByteString.copyFromUtf8(text));
      } else {
        feature.getFloatListBuilder().addValue((Float) cell);
      }
      message.getFeaturesBuilder().putFeature(column.name(), feature.build());
    }
    return message.build();
  }
}
