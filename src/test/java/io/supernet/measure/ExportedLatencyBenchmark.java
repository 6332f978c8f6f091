package io.supernet.measure;

import io.supernet.Progress;
import io.supernet.data.ElementType;
import io.supernet.export.ExportOptions.Format;
import io.supernet.export.Exports;
import io.supernet.export.Origin;
import io.supernet.network.Definition;
import io.supernet.pipeline.LatencyPhase;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.SessionConfig;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The latency of exported models, loaded as a server would, beside what the table of a run predicts
 * and the stand-alone graph takes. Arguments: the folder of the run, then architectures. The models
 * have their first weights, which does not change the time.
 */
final class ExportedLatencyBenchmark {

  private ExportedLatencyBenchmark() {}

  public static void main(String[] args) throws IOException {
    try (Run run = Run.builder(Path.of(args[0])).open()) {
      LatencyTable table = new LatencyPhase(run).table(1, Progress.SILENT);
      System.out.println(table.errors());
      Definition definition = run.definition();
      List<String> texts = Arrays.asList(args).subList(1, args.length);
      List<SavedModelBundle> models = new ArrayList<>();
      List<TimedNetwork> networks = new ArrayList<>();
      List<Runnable> runs = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (String text : texts) {
        Architecture architecture = definition.parse(text);
        Path folder = export(run, architecture);
        String predicted =
            String.format(
                Locale.ROOT, "predicted %.3f ms", table.predict(definition, architecture));
        TimedNetwork alone = new TimedNetwork(definition, architecture, 1);
        networks.add(alone);
        runs.add(alone);
        names.add(text + " " + predicted + ", stand-alone graph: ");
        for (boolean oneThread : new boolean[] {true, false}) {
          SavedModelBundle.Loader loader = SavedModelBundle.loader(folder.toString());
          SavedModelBundle model =
              (oneThread ? loader.withConfigProto(SessionConfig.of(1)) : loader).load();
          models.add(model);
          Tensor example = example(run);
          String input =
              run.data().train().elementType() == ElementType.UINT8 ? "images" : "features";
          runs.add(() -> model.call(Map.of(input, example)).close());
          names.add(text + " " + predicted + (oneThread ? ", one thread: " : ", as loaded: "));
        }
      }
      List<Latency> measured = Latency.inTurn(runs);
      for (int i = 0; i < runs.size(); i++) {
        System.out.println(names.get(i) + measured.get(i));
      }
      models.forEach(SavedModelBundle::close);
      networks.forEach(TimedNetwork::close);
    }
  }

  private static Path export(Run run, Architecture architecture) throws IOException {
    Path folder = Files.createTempDirectory("exported");
    try (StandAlone model =
        StandAlone.build(run.definition(), architecture, run.data(), ModelOptions.seeded(1))) {
      Path target = folder.resolve("model");
      Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
      Exports.write(model, run.data(), origin, List.of(Format.SAVEDMODEL), target);
      return target;
    }
  }

  private static Tensor example(Run run) {
    List<Long> sizes = new ArrayList<>(List.of(1L));
    sizes.addAll(run.definition().task().inputShape());
    Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    return run.data().train().elementType() == ElementType.UINT8
        ? TUint8.tensorOf(shape)
        : TFloat32.tensorOf(shape);
  }
}
