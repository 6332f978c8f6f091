package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.supernet.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.VariableDef;

/** What TensorFlow in Python, its server and converters look for in an export. */
class ForeignToolsTest {

  private static MetaGraphDef model;
  private static Map<String, NodeDef> nodes;

  @BeforeAll
  static void read() throws IOException {
    byte[] file =
        Files.readAllBytes(TinyRun.home().resolve("savedmodels/finished/1/saved_model.pb"));
    model = SavedModel.parseFrom(file).getMetaGraphs(0);
    nodes =
        model.getGraphDef().getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, node -> node));
  }

  @Test
  void serversKnowTheMethodOfTheSignature() {
    assertThat(model.getSignatureDefOrThrow("serving_default").getMethodName())
        .isEqualTo("tensorflow/serving/predict");
  }

  @Test
  void everyVariableIsInTheCollections() throws IOException {
    List<String> handles =
        nodes.values().stream()
            .filter(node -> node.getOp().equals("VarHandleOp"))
            .map(node -> node.getName() + ":0")
            .toList();
    assertThat(collection("variables"))
        .extracting(VariableDef::getVariableName)
        .containsExactlyInAnyOrderElementsOf(handles);
    assertThat(collection("trainable_variables"))
        .isNotEmpty()
        .allMatch(VariableDef::getTrainable)
        .extracting(VariableDef::getVariableName)
        .noneMatch(name -> name.contains("running_"));
  }

  @Test
  void variablesNameOperationsThatAreThere() throws IOException {
    for (VariableDef variable : collection("variables")) {
      assertThat(variable.getIsResource()).isTrue();
      assertThat(node(variable.getInitializerName()).getOp()).isEqualTo("AssignVariableOp");
      assertThat(node(variable.getSnapshotName()).getOp()).isEqualTo("ReadVariableOp");
      assertThat(nodes).containsKey(variable.getInitialValueName().replace(":0", ""));
    }
  }

  /** The converter of LiteRT finds the value of a variable by it. */
  @Test
  void variablesAreSharedByTheNameOfTheirOperation() {
    assertThat(nodes.values())
        .filteredOn(node -> node.getOp().equals("VarHandleOp"))
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.getAttrOrThrow("shared_name").getS().toStringUtf8())
                    .isEqualTo(node.getName()));
  }

  private static NodeDef node(String tensor) {
    return nodes.get(tensor.replace(":0", ""));
  }

  private static List<VariableDef> collection(String name) throws InvalidProtocolBufferException {
    List<VariableDef> variables = new ArrayList<>();
    for (ByteString one : model.getCollectionDefOrThrow(name).getBytesList().getValueList()) {
      variables.add(VariableDef.parseFrom(one));
    }
    return variables;
  }
}
