package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.supernet.Opened;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.Offer.Method;
import io.supernet.export.Offer.Port;
import io.supernet.network.PlainNames;
import io.supernet.network.Variable;
import io.supernet.supernet.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** The graph that is served, and nothing else. */
final class ServingGraph implements AutoCloseable {

  private final Served served;
  private final Graph graph = new Graph();
  private final ServedNetwork network;
  private final Session session;
  private final List<Offer> offers;

  /** Of one network. */
  ServingGraph(Served served) {
    this(served, Optional.empty());
  }

  /**
   * Of networks of several sizes.
   *
   * @param served the largest of them
   */
  ServingGraph(Served served, Sizes sizes) {
    this(served, Optional.of(sizes));
  }

  private ServingGraph(Served served, Optional<Sizes> sizes) {
    this.served = served;
    try (Opened opened = new Opened()) {
      opened.add(graph);
      Ops tf = PlainNames.in(graph);
      TensorInfo input = served.input();
      Shape shape = Shape.of(input.shape().stream().mapToLong(Long::longValue).toArray());
      ServingInputs inputs = ServingInputs.in(tf, served);
      Operand<? extends TNumber> examples = inputs.examples();

      // TensorFlow believes whatever shape it is fed, and a network with global pooling answers it.
      Operand<? extends TNumber> fitting =
          tf.withName(input.name() + "_shape").ensureShape(examples, shape);
      Operand<TFloat32> normalized =
          Preprocessing.normalize(
              tf,
              served.bytes()
                  ? fitting
                  : finite(tf, input.name(), tf.dtypes.cast(fitting, TFloat32.class)),
              served.type(),
              served.normalization());
      Operand<TFloat32> filled = EmptyBatch.filled(tf, normalized, shape);
      List<Port> choice = new ArrayList<>();
      if (sizes.isPresent()) {
        SizedNetwork sized = new SizedNetwork(tf, sizes.orElseThrow(), filled);
        choice.add(sized.port());
        this.network = sized;
      } else {
        this.network = new NetworkGraph(tf, served.network(), filled);
      }
      Operand<TFloat32> scores = EmptyBatch.emptied(tf, network.outputs(), normalized);
      List<Operand<?>> answers = served.head().answers(tf, finite(tf, "logits", scores));

      this.offers = offers(tf, inputs, choice, answers);
      if (!served.classNames().isEmpty()) {
        ClassNamesAsset.declare(tf);
      }
      this.session = opened.add(new Session(graph));
      network.assign(session);
      opened.keep();
    }
  }

  private List<Offer> offers(
      Ops tf, ServingInputs inputs, List<Port> choice, List<Operand<?>> answers) {
    List<TensorInfo> names = served.outputs();
    List<Port> all =
        IntStream.range(0, answers.size())
            .mapToObj(i -> new Port(names.get(i), answers.get(i)))
            .toList();
    List<Offer> made = new ArrayList<>();
    inputs.predicting().forEach((key, in) -> made.add(new Offer(key, Method.PREDICT, in, all)));
    if (!choice.isEmpty()) {
      inputs
          .predicting()
          .forEach(
              (key, in) ->
                  made.add(
                      new Offer(
                          SizedNetwork.key(key),
                          Method.PREDICT,
                          ImmutableList.<Port>builder().addAll(in).addAll(choice).build(),
                          all)));
    }
    if (inputs.messages().isPresent()) {
      Operand<TFloat32> first = answers.get(0).asOutput().expect(TFloat32.class);
      made.add(
          MessageAnswers.offer(
              tf,
              served.messageMethod().orElseThrow(),
              inputs.messages().orElseThrow(),
              first,
              served.classNames()));
    }
    return made;
  }

  /** What clients may call. */
  List<SignatureInfo> signatures() {
    return offers.stream().map(Offer::described).toList();
  }

  /**
   * The largest of numbers that are none is the first: refuse them rather than give class 0. By an
   * assertion, which converters for devices leave out; they do not know the op that checks numbers.
   *
   * @param values float32 of two dimensions
   */
  private static Operand<TFloat32> finite(Ops tf, String name, Operand<TFloat32> values) {
    Ops checks = tf.withName(name + "_finite");
    Operand<TBool> finite =
        checks.reduceAll(checks.math.isFinite(values), checks.constant(new int[] {0, 1}));
    Op refusal =
        checks.assertThat(
            finite, List.of(checks.constant(name + " has numbers that are not finite")));
    return checks.withControlDependencies(List.of(refusal)).identity(values);
  }

  /** Writes the SavedModel into an existing folder; the same model gives the same bytes. */
  void export(Path folder) throws IOException {
    SavedModelBundle.exporter(folder.toString())
        .withSession(session)
        .withSignatures(offers.stream().map(Offer::signature).toArray(Signature[]::new))
        .export();
    Map<Variable, Operand<TFloat32>> reads = new LinkedHashMap<>();
    network
        .variables()
        .all()
        .forEach(v -> reads.put(v, requireNonNull(network.variables().values().get(v.name()))));
    SavedModelFile file = SavedModelFile.read(folder);
    MetaGraphDef.Builder model = file.model();
    model.setGraphDef(Fusions.guarded(graph, model.getGraphDef()));
    VariableCollections.add(model, reads, network::trained);
    model.setGraphDef(PlainAttributes.of(model.getGraphDef()));
    if (!served.classNames().isEmpty()) {
      ClassNamesAsset.write(served.classNames(), model, folder);
    }
    file.write();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
