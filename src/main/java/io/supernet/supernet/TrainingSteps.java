package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Runs training steps of a model. */
final class TrainingSteps {

  private final Definition definition;
  private final long seed;
  private final ModelGraph ops;
  private final Session session;

  /** Steps of the graph in this session; {@code seed} is that of crops and flips. */
  TrainingSteps(Definition definition, long seed, ModelGraph ops, Session session) {
    this.definition = definition;
    this.seed = seed;
    this.ops = ops;
    this.session = session;
  }

  float one(Architecture path, int[] batch, double rate, long augmentationSeed) {
    try (TFloat32 fedRate = TFloat32.scalarOf((float) rate);
        Pass pass = pass(path, batch, augmentationSeed);
        Result result =
            pass.runner
                .feed(ops.learningRate, fedRate)
                .addTarget(ops.trainingStep)
                .fetch(ops.training.loss())
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** As {@link #one}, and what TensorFlow tells about each operation that ran. */
  RunMetadata traced(Architecture path, int[] batch, double rate) {
    RunOptions full =
        RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
    try (TFloat32 fedRate = TFloat32.scalarOf((float) rate);
        Pass pass = pass(path, batch, 0);
        Result result =
            pass.runner
                .setOptions(full)
                .feed(ops.learningRate, fedRate)
                .addTarget(ops.trainingStep)
                .runAndFetchMetadata()) {
      return result.getMetadata().orElseThrow();
    }
  }

  float several(
      List<Architecture> paths,
      Together together,
      int[] batch,
      double rate,
      long augmentationSeed) {
    Accumulation accumulation =
        ops.accumulation.orElseThrow(
            () ->
                new SupernetException(
                    Kind.USAGE,
                    Text.of(
                        "A step of %d paths needs a model that accumulates, and this one was built without; build it with 'accumulates' in its options.",
                        paths.size())));
    Set<String> touched = new HashSet<>();
    float loss = 0;
    try (Lessons lessons = new Lessons(together)) {
      for (Architecture path : paths) {
        try (Pass pass = pass(path, batch, augmentationSeed)) {
          loss += lessons.learn(pass.runner.addTarget(accumulation.add)) / paths.size();
        }
        touched.addAll(ops.training.names(definition.switches(path)));
      }
    }
    apply(accumulation, touched, together == Together.SUM ? 1 : 1f / paths.size(), rate);
    return loss;
  }

  private void apply(Accumulation accumulation, Set<String> touched, float share, double rate) {
    try (TInt32 flags = TInt32.vectorOf(accumulation.touched(touched));
        TFloat32 fedShare = TFloat32.scalarOf(share);
        TFloat32 fedRate = TFloat32.scalarOf((float) rate)) {
      session
          .runner()
          .feed(accumulation.touched, flags)
          .feed(accumulation.share, fedShare)
          .feed(ops.learningRate, fedRate)
          .addTarget(accumulation.apply)
          .run()
          .close();
    }
  }

  Pass pass(Architecture path, int[] batch, long augmentationSeed) {
    return new Pass(path, batch, augmentationSeed);
  }

  /** What the first of several paths says, for the others to learn. */
  private final class Lessons implements AutoCloseable {

    private final boolean firstTeaches;
    private final TBool diverges;
    private @Nullable Result taught;

    Lessons(Together together) {
      this.firstTeaches = together == Together.DISTILLED || together == Together.DISTILLED_ALPHA;
      this.diverges = TBool.scalarOf(together == Together.DISTILLED_ALPHA);
    }

    float learn(Session.Runner runner) {
      if (taught != null) {
        runner.feed(ops.training.targets(), taught.get(1));
        ops.training.diverges().ifPresent(flag -> runner.feed(flag, diverges));
      }
      Result result = runner.fetch(ops.training.loss()).fetch(ops.training.taught()).run();
      float loss = ((TFloat32) result.get(0)).getFloat();
      if (firstTeaches && taught == null) {
        taught = result;
      } else {
        result.close();
      }
      return loss;
    }

    @Override
    public void close() {
      diverges.close();
      if (taught != null) {
        taught.close();
      }
    }
  }

  /** A runner that is fed a path and training examples. */
  final class Pass implements AutoCloseable {

    private final TInt32 switches;
    private final TInt64 seeds;
    private final Session.Runner runner;
    private final ModelData.Fed examples;

    Pass(Architecture path, int[] batch, long augmentationSeed) {
      this.switches = TInt32.vectorOf(definition.switches(path));
      this.seeds = TInt64.vectorOf(TrainingSteps.this.seed, augmentationSeed);
      this.runner = session.runner().feed(ops.architecture, switches).feed(ops.augmentation, seeds);
      this.examples = ops.data.feed(runner, batch);
    }

    Session.Runner runner() {
      return runner;
    }

    @Override
    public void close() {
      switches.close();
      examples.close();
      seeds.close();
    }
  }
}
