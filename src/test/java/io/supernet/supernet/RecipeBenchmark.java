package io.supernet.supernet;

import io.supernet.RandomStreams;
import io.supernet.Text;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.sampling.BalancedSampler;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains the supernet of a nested space for a number of passes, and judges six networks evenly
 * spaced on the logarithm of multiply-adds: {@code RecipeBenchmark SPACE.pbtxt DATA PASSES
 * [distill=no|yes|alpha] [paths=N] [sampling=uniform|balanced] [floor=true] [smoothing=X] [decay=X]
 * [rate=X] [seed=N]}.
 */
final class RecipeBenchmark {

  private static final int BATCH = 64;
  private static final int MEMBERS = 6;

  private RecipeBenchmark() {}

  public static void main(String[] args) {
    List<String> options = List.of(args).subList(3, args.length);
    Path space = Path.of(args[0]);
    int seed = (int) number(options, "seed", 1);
    RandomStreams streams = new RandomStreams(seed);
    Split data = DataSets.load(args[1], streams);
    Definition definition = Definitions.load(Definitions.read(space));
    int random = (int) number(options, "paths", 1);
    int steps = Integer.parseInt(args[2]) / (2 + random);
    String distill = text(options, "distill", "yes");
    Together together =
        distill.equals("no")
            ? Together.MEAN
            : distill.equals("alpha") ? Together.DISTILLED_ALPHA : Together.DISTILLED;
    double peak = number(options, "rate", 0.05);
    Optimization optimization =
        new Optimization(0.9, number(options, "decay", 5e-4), 5, number(options, "smoothing", 0));
    ModelOptions model =
        new ModelOptions(seed, optimization, false, BatchNormMode.CALIBRATED, 1)
            .withAccumulates(true);
    PathSampler drawn =
        text(options, "sampling", "uniform").equals("balanced")
            ? new BalancedSampler(
                a -> macs(definition, a),
                macs(definition, definition.smallest()),
                macs(definition, definition.largest()),
                20)
            : (s, step, r) -> List.of(s.sample(r.stream("drawn", step)));
    try (Supernet supernet = Supernet.build(definition, data, model)) {
      SplittableRandom rows = new SplittableRandom(seed);
      for (int step = 0; step < steps; step++) {
        List<Architecture> paths =
            new ArrayList<>(List.of(definition.largest(), definition.smallest()));
        for (int i = 0; i < random; i++) {
          paths.addAll(drawn.next(definition.space(), (long) step * random + i, streams));
        }
        int[] batch =
            IntStream.range(0, BATCH).map(i -> rows.nextInt(data.train().size())).toArray();
        double done = Math.max(0, (double) (step - steps / 10) / (steps - steps / 10));
        double cosine = 0.5 * (1 + Math.cos(Math.PI * done));
        double floor = text(options, "floor", "false").equals("true") ? 0.05 : 0;
        double rate = peak * Math.min((step + 1.0) / (steps / 10.0), Math.max(floor, cosine));
        supernet.step(paths, together, batch, rate, step);
      }
      StringBuilder line = new StringBuilder(String.join(" ", options));
      double sum = 0;
      for (Architecture member : members(definition)) {
        double accuracy = supernet.evaluate(member, Part.VALIDATION).metric("accuracy");
        sum += accuracy;
        line.append(Text.of(" %.2f", 100 * accuracy));
      }
      System.out.println(line.append(Text.of(" mean %.2f", 100 * sum / MEMBERS)));
    }
  }

  private static List<Architecture> members(Definition definition) {
    SplittableRandom random = new SplittableRandom(1);
    List<Architecture> drawn =
        IntStream.range(0, 2_000).mapToObj(i -> definition.space().sample(random)).toList();
    double least = Math.log(macs(definition, definition.smallest()));
    double most = Math.log(macs(definition, definition.largest()));
    List<Architecture> members = new ArrayList<>(List.of(definition.smallest()));
    for (int i = 1; i < MEMBERS - 1; i++) {
      double wanted = least + i * (most - least) / (MEMBERS - 1);
      members.add(
          drawn.stream()
              .min(
                  Comparator.comparingDouble(a -> Math.abs(Math.log(macs(definition, a)) - wanted)))
              .orElseThrow());
    }
    members.add(definition.largest());
    return members;
  }

  private static double macs(Definition definition, Architecture architecture) {
    return (double) definition.cost(architecture).macs();
  }

  private static double number(List<String> options, String name, double usual) {
    return Double.parseDouble(text(options, name, "" + usual));
  }

  private static String text(List<String> options, String name, String usual) {
    return options.stream()
        .filter(option -> option.startsWith(name + "="))
        .map(option -> option.substring(name.length() + 1))
        .findFirst()
        .orElse(usual);
  }
}
