package io.supernet.train;

import io.supernet.Failures;
import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.PlainNames;
import io.supernet.supernet.SessionConfig;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.summary.SummaryWriter;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Writes figures as event files, which TensorBoard shows, by TensorFlow's summary ops in a graph of
 * their own. Each writer begins a new file in its folder.
 */
final class EventFiles implements AutoCloseable {

  private final Path folder;
  private final Graph graph;
  private final Session session;
  private final Placeholder<TInt64> step;
  private final Placeholder<TString> tag;
  private final Placeholder<TFloat32> value;
  private final Op scalar;
  private final Op flush;

  /**
   * A writer into a folder, which is made if need be.
   *
   * @param threads those of the models that it writes about: the first session of a process decides
   *     for all later ones on how many threads a single operation is computed, and this may be it
   */
  EventFiles(Path folder, int threads) {
    this(folder, threads, new Graph());
  }

  /** With a graph that is its own from here on, also if this fails. */
  EventFiles(Path folder, int threads, Graph graph) {
    this.folder = folder;
    this.graph = graph;
    try (Opened opened = new Opened()) {
      opened.add(graph);
      Ops tf = PlainNames.in(graph);
      this.step = tf.placeholder(TInt64.class);
      this.tag = tf.placeholder(TString.class);
      this.value = tf.placeholder(TFloat32.class);
      // The resource's name keeps two writers of one process apart.
      Operand<? extends TType> writer =
          tf.summary.summaryWriter(SummaryWriter.sharedName(folder + "#" + System.nanoTime()));
      Op open =
          tf.summary.createSummaryFileWriter(
              writer,
              tf.constant(folder.toString()),
              tf.constant(10),
              tf.constant(1000),
              tf.constant(".supernet"));
      this.scalar = tf.summary.writeScalarSummary(writer, step, tag, value);
      this.flush = tf.summary.flushSummaryWriter(writer);
      this.session = opened.add(new Session(graph, SessionConfig.of(threads)));
      run(session.runner().addTarget(open));
      opened.keep();
    }
  }

  /** Writes figures by name at a step; on return they are in the file. */
  void write(long at, Map<String, Double> figures) {
    try (TInt64 fedStep = TInt64.scalarOf(at)) {
      figures.forEach(
          (name, figure) -> {
            try (TString fedTag = TString.scalarOf(name);
                TFloat32 fedValue = TFloat32.scalarOf(figure.floatValue())) {
              run(
                  session
                      .runner()
                      .feed(step, fedStep)
                      .feed(tag, fedTag)
                      .feed(value, fedValue)
                      .addTarget(scalar));
            }
          });
    }
    run(session.runner().addTarget(flush));
  }

  private void run(Session.Runner runner) {
    try {
      runner.run().close();
    } catch (TensorFlowException e) {
      throw new SupernetException(
          Kind.STORAGE,
          Text.of(
              "Cannot write the event files in '%s' (%s); free some space or check its permissions.",
              folder, Failures.line(e)),
          e);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
