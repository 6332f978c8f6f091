package io.supernet.example;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.space.Architecture;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** What the README shows of the library; it compiles, and its names are right. */
final class LibraryUse {

  private LibraryUse() {}

  static Outcome wholeJob() {
    // readme
    RunOptions options = RunOptions.builder().data("idx:digits").seed(7).build();
    try (Run run =
        Run.builder(Path.of("models/mine"))
            .space("com.acme.MyNetwork")
            .options(options)
            .openOrCreate()) {
      return new Pipeline(run, Path.of("savedmodels"), Progress.SILENT).run();
    }
    // end
  }

  static Evaluation byHand() {
    // readme
    Split data = DataSets.load("fashion-mnist-small", new RandomStreams(1));
    Definition definition = Definition.of("mine", new MyNetwork(), Task.images(28, 28, 1, 10));
    try (Supernet supernet = Supernet.build(definition, data, ModelOptions.seeded(1))) {
      Architecture path = definition.space().sample(new SplittableRandom(1));
      float loss = supernet.step(path, new int[] {0, 1, 2, 3}, 0.05, 0); // trains this path alone
      System.out.println("loss " + loss);
      return supernet.evaluate(path, Part.VALIDATION); // with inherited weights
    }
    // end
  }
}
