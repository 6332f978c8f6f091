package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.supernet.TinyRun;
import io.supernet.export.proto.Warmup.ExamplesRequest;
import io.supernet.export.proto.Warmup.NamedTensor;
import io.supernet.export.proto.Warmup.PredictionLog;
import io.supernet.network.PlainNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** TensorFlow reads the requests of an export, and the export answers each. */
class WarmUpTest {

  @TempDir private Path folder;

  @Test
  void everySignatureOfAModelOfImagesIsWarmedUp() throws Exception {
    assertThat(answered(TinyRun.home().resolve("savedmodels/finished/1")))
        .containsOnlyKeys("serving_default", "encoded_images", "classify")
        .allSatisfy((signature, batches) -> assertThat(batches).containsExactly(1L, 32L));
  }

  @Test
  void everySignatureOfAModelOfRowsIsWarmedUp() throws Exception {
    DenseExport.write(folder, folder.resolve("dense"));
    assertThat(answered(folder.resolve("dense")))
        .containsOnlyKeys("serving_default", "columns", "classify")
        .allSatisfy((signature, batches) -> assertThat(batches).containsExactly(1L, 32L));
  }

  /** How many examples each signature answered, request by request. */
  private static Map<String, List<Long>> answered(Path export) throws Exception {
    Map<String, List<Long>> batches = new HashMap<>();
    try (SavedModelBundle bundle = SavedModelBundle.load(export.toString())) {
      for (byte[] record : records(export.resolve("assets.extra/tf_serving_warmup_requests"))) {
        PredictionLog log = PredictionLog.parseFrom(record);
        Map<String, Tensor> inputs = new HashMap<>();
        String signature;
        if (log.hasPredictLog()) {
          signature = log.getPredictLog().getRequest().getModelSpec().getSignatureName();
          for (NamedTensor input : log.getPredictLog().getRequest().getInputsList()) {
            inputs.put(input.getKey(), tensor(input.getValue()));
          }
        } else {
          ExamplesRequest request = log.getClassifyLog().getRequest();
          signature = request.getModelSpec().getSignatureName();
          inputs.put("inputs", strings(request.getInput().getExampleList().getExamplesList()));
        }
        try (Result result = bundle.function(signature).call(inputs)) {
          batches
              .computeIfAbsent(signature, key -> new ArrayList<>())
              .add(result.get(0).shape().get(0));
        } finally {
          inputs.values().forEach(Tensor::close);
        }
      }
    }
    return batches;
  }

  /** Read by TensorFlow, which refuses wrong checksums. */
  private static List<byte[]> records(Path file) {
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      Operand<? extends TType> records =
          tf.data.tfRecordDataset(
              tf.array(file.toString()),
              tf.constant(""),
              tf.constant(0L),
              tf.constant(new long[] {0}));
      List<Class<? extends TType>> types = List.of(TString.class);
      List<Shape> shapes = List.of(Shape.of(-1));
      Operand<? extends TType> batch =
          tf.data.batchDataset(records, tf.constant(100L), tf.constant(false), types, shapes);
      Operand<?> all = tf.data.datasetToSingleElement(batch, types, shapes).iterator().next();
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(all).run()) {
        List<byte[]> read = new ArrayList<>();
        ((TString) result.get(0)).asBytes().scalars().forEach(one -> read.add(one.getObject()));
        return read;
      }
    }
  }

  private static Tensor tensor(ByteString proto) throws InvalidProtocolBufferException {
    Class<? extends TType> type =
        switch (TensorProto.parseFrom(proto).getDtype()) {
          case DT_UINT8 -> TUint8.class;
          case DT_STRING -> TString.class;
          default -> TFloat32.class;
        };
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      Operand<TString> input = tf.placeholder(TString.class);
      Operand<TString> one = tf.reshape(input, tf.constant(new int[0]));
      Operand<? extends TType> parsed = tf.io.parseTensor(one, type);
      try (Session session = new Session(graph);
          TString fed = strings(List.of(proto))) {
        return session.runner().feed(input.asOutput(), fed).fetch(parsed).run().get(0);
      }
    }
  }

  private static TString strings(List<ByteString> values) {
    NdArray<byte[]> bytes = NdArrays.ofObjects(byte[].class, Shape.of(values.size()));
    for (int i = 0; i < values.size(); i++) {
      bytes.setObject(values.get(i).toByteArray(), i);
    }
    return TString.tensorOfBytes(bytes);
  }
}
