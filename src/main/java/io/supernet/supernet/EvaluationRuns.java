package io.supernet.supernet;

import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TInt32;

/** Runs evaluations of a model; several threads may do so at once. */
final class EvaluationRuns {

  /** Most rows evaluated at once. */
  private static final int BATCH = 500;

  /** Most numbers of the rows evaluated at once: larger images than 64 by 64 come in fewer. */
  private static final int NUMBERS = BATCH * 64 * 64 * 3;

  private static final int LEAST_BATCH = 32;

  /** Training rows whose statistics an architecture is calibrated with. */
  private static final int CALIBRATION_ROWS = 256;

  private static final RunOptions OWN_THREAD =
      RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final Definition definition;
  private final ModelGraph ops;
  private final Session session;
  private final int calibration;

  /** Evaluations in a session; {@code calibrated} if training rows are fed for statistics. */
  EvaluationRuns(Definition definition, ModelGraph ops, Session session, boolean calibrated) {
    this.definition = definition;
    this.ops = ops;
    this.session = session;
    this.calibration =
        calibrated ? Math.min(CALIBRATION_ROWS, ops.data.part(Part.TRAIN).size()) : 0;
  }

  /** How many examples are evaluated at once. */
  int batch() {
    long numbers = 1;
    for (long size : definition.task().inputShape()) {
      numbers *= size;
    }
    return (int) Math.min(BATCH, Math.max(LEAST_BATCH, NUMBERS / numbers));
  }

  /**
   * Judges one path on the first examples of a part of the data.
   *
   * @param ownThread whether operations stay on the calling thread
   */
  Evaluation score(Architecture path, Part part, int size, boolean ownThread) {
    int batches = (size + batch() - 1) / batch();
    double[] sums = {};
    for (int i = 0; i < batches; i++) {
      int from = (int) ((long) size * i / batches);
      int to = (int) ((long) size * (i + 1) / batches);
      double[] more = sums(path, part, IntStream.range(from, to), ownThread);
      sums = i == 0 ? more : plus(sums, more);
    }
    return new Evaluation(path, ops.head.metrics(sums, size));
  }

  private static double[] plus(double[] sums, double[] more) {
    double[] all = sums.clone();
    Arrays.setAll(all, k -> sums[k] + more[k]);
    return all;
  }

  /** Judges one path on one batch of a part. */
  Evaluation score(Architecture path, Part part, int[] batch) {
    return new Evaluation(
        path, ops.head.metrics(sums(path, part, IntStream.of(batch), false), batch.length));
  }

  private double[] sums(Architecture path, Part part, IntStream batch, boolean ownThread) {
    int first = ops.data.firstRow(part);
    IntStream rows =
        IntStream.concat(IntStream.range(0, calibration), batch.map(row -> first + row));
    Session.Runner runner = session.runner();
    if (ownThread) {
      runner.setOptions(OWN_THREAD);
    }
    try (TInt32 choices = TInt32.vectorOf(definition.switches(path));
        TInt32 skipped = TInt32.scalarOf(calibration);
        ModelData.Fed fed = ops.data.feed(runner, rows.toArray());
        Result result = run(fed.runner(), choices, skipped)) {
      return Fetched.doubles(result, 0);
    }
  }

  private Result run(Session.Runner runner, TInt32 choices, TInt32 skipped) {
    runner.feed(ops.architecture, choices).feed(ops.calibrationRows, skipped);
    ops.evaluation.sums().forEach(runner::fetch);
    return runner.run();
  }

  /** The logits of the first examples of a part of the data, one example after another. */
  float[] logits(Architecture path, Part part, int count) {
    int first = ops.data.firstRow(part);
    Session.Runner runner = session.runner();
    try (TInt32 choices = TInt32.vectorOf(definition.switches(path));
        TInt32 skipped = TInt32.scalarOf(0);
        ModelData.Fed fed =
            ops.data.feed(runner, IntStream.range(first, first + count).toArray())) {
      fed.runner().feed(ops.architecture, choices).feed(ops.calibrationRows, skipped);
      return Fetched.floats(fed.runner(), ops.logits);
    }
  }
}
