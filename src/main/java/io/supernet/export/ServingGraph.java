package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.CodedOutputStream;
import io.supernet.Opened;
import io.supernet.data.ElementType;
import io.supernet.data.Normalization;
import io.supernet.data.TableEncoding;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Head;
import io.supernet.network.PlainNames;
import io.supernet.network.Prediction.Answer;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.supernet.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * The graph that is served: one architecture with its normalization, from raw examples to what its
 * task answers, and nothing else.
 */
final class ServingGraph implements AutoCloseable {

  /** What TensorFlow Serving asks of a signature with tensors of any kind. */
  private static final String PREDICT = "tensorflow/serving/predict";

  private final Graph graph = new Graph();
  private final Variables variables;
  private final Set<String> trained;
  private final Session session;
  private final Signature[] signatures;
  private final TensorInfo input;
  private final List<TensorInfo> outputs;

  ServingGraph(
      Definition definition,
      Architecture architecture,
      Head head,
      ElementType type,
      Normalization normalization,
      Optional<TableEncoding> table,
      Path checkpoint) {
    try (Opened opened = new Opened()) {
      opened.add(graph);
      Ops tf = PlainNames.in(graph);
      List<Long> inputShape = new ArrayList<>(List.of(-1L));
      inputShape.addAll(definition.task().inputShape());
      boolean bytes = type == ElementType.UINT8;
      this.input =
          new TensorInfo(
              bytes ? "images" : "features",
              bytes ? "uint8" : "float32",
              inputShape,
              bytes
                  ? "raw pixels, 0 to 255; normalized inside"
                  : "raw finite values; normalized inside");
      Class<? extends TNumber> element = bytes ? TUint8.class : TFloat32.class;
      Shape shape = Shape.of(inputShape.stream().mapToLong(Long::longValue).toArray());
      Optional<TableInputs> columns = table.map(encoding -> TableInputs.in(tf, encoding));
      Operand<? extends TNumber> examples =
          columns.isPresent()
              ? tf.withName(input.name())
                  .placeholderWithDefault(columns.orElseThrow().examples(), shape)
              : tf.withName(input.name()).placeholder(element, Placeholder.shape(shape));

      // TensorFlow believes whatever shape it is fed, and a network with global pooling answers it.
      Operand<? extends TNumber> fitting =
          tf.withName(input.name() + "_shape").ensureShape(examples, shape);
      this.variables = new Variables(tf, 0);
      Operand<TFloat32> normalized =
          Preprocessing.normalize(
              tf,
              bytes ? fitting : finite(tf, input.name(), tf.dtypes.cast(fitting, TFloat32.class)),
              type,
              normalization);
      Operand<TFloat32> filled = EmptyBatch.filled(tf, normalized, shape);
      Forward.Place place =
          new Forward.Place(tf, "model", variables, BatchNormMode.RUNNING, null, filled);
      Operand<TFloat32> scores =
          EmptyBatch.emptied(
              tf, Forward.subnet(definition, place, architecture).logits(), normalized);
      List<Operand<?>> answers = head.answers(tf, finite(tf, "logits", scores));
      variables.addSaver();
      this.trained =
          definition.weights(architecture).stream()
              .map(WeightSpec::name)
              .collect(Collectors.toSet());

      List<Answer> given = definition.task().prediction().form().answers();
      this.outputs = given.stream().map(ServingGraph::output).toList();
      this.signatures =
          TableInputs.signatures(table, columns, Map.of(input.name(), examples)).entrySet().stream()
              .map(entry -> signature(entry.getKey(), entry.getValue(), given, answers))
              .toArray(Signature[]::new);
      this.session = opened.add(new Session(graph));
      session.restore(checkpoint.toString());
      opened.keep();
    }
  }

  /** The largest of numbers that are none is the first: refuse them rather than give class 0. */
  private static Operand<TFloat32> finite(Ops tf, String name, Operand<TFloat32> values) {
    return tf.withName(name + "_finite").debugging.checkNumerics(values, name);
  }

  private static Signature signature(
      String key,
      Map<String, Operand<? extends TType>> inputs,
      List<Answer> given,
      List<Operand<?>> answers) {
    Signature.Builder names = Signature.builder(key).methodName(PREDICT);
    inputs.forEach(names::input);
    for (int i = 0; i < answers.size(); i++) {
      names.output(given.get(i).name(), answers.get(i));
    }
    return names.build();
  }

  private static TensorInfo output(Answer answer) {
    List<Long> shape = new ArrayList<>(List.of(-1L));
    shape.addAll(answer.shape());
    return new TensorInfo(answer.name(), answer.type(), shape, answer.meaning());
  }

  TensorInfo input() {
    return input;
  }

  List<TensorInfo> outputs() {
    return outputs;
  }

  /** Writes the SavedModel into an existing folder; the same model gives the same bytes. */
  void export(Path folder) throws IOException {
    SavedModelBundle.exporter(folder.toString())
        .withSession(session)
        .withSignatures(signatures)
        .export();
    Path file = folder.resolve("saved_model.pb");
    SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
    MetaGraphDef.Builder served = model.getMetaGraphsBuilder(0);
    served.setGraphDef(Fusions.guarded(graph, served.getGraphDef()));
    Map<Variable, Operand<TFloat32>> reads = new LinkedHashMap<>();
    variables.all().forEach(v -> reads.put(v, requireNonNull(variables.values().get(v.name()))));
    VariableCollections.add(served, reads, variable -> trained.contains(variable.name()));
    byte[] bytes = new byte[model.build().getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    model.build().writeTo(out);
    Files.write(file, bytes);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
