package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.export.ExportOptions.Format;
import io.supernet.export.ExportPlace;
import io.supernet.export.Exports;
import io.supernet.export.Family;
import io.supernet.export.Family.Member;
import io.supernet.export.SizedExport;
import io.supernet.export.SizedProfile;
import io.supernet.network.Definition;
import io.supernet.pipeline.FamilyOptions.Target;
import io.supernet.pipeline.FamilySearch.Found;
import io.supernet.run.Figures;
import io.supernet.run.Run;
import io.supernet.supernet.Kernels;
import io.supernet.supernet.SessionConfig;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Ships a family from one supernet: for each target the best network that keeps it, with inherited
 * weights, as a model of its own, and one model that holds all of them (Cai et al., Once-for-All,
 * 2020).
 */
@API(status = INTERNAL)
public final class FamilyPhase {

  private static final List<Format> FORMATS = List.of(Format.SAVEDMODEL);

  private final Run run;
  private final Path folder;
  private final Progress progress;

  /**
   * Of an open run.
   *
   * @param folder where the models go, each in a folder of its own
   */
  public FamilyPhase(Run run, Path folder, Progress progress) {
    this.run = run;
    this.folder = folder;
    this.progress = progress.endingOnInterrupt();
    SessionConfig.decide(run.options().threads());
  }

  /**
   * Searches, judges, exports and measures; what an earlier call has judged is not judged again.
   *
   * @return what was written as {@code family.json}, beside the models and into the run
   */
  public Family run(FamilyOptions options) {
    refuseWithoutNesting(run.definition());
    if (options.figure().equals(Figures.LATENCY)) {
      new LatencyPhase(run).table(progress);
    }
    FamilySearch search = new FamilySearch(run, options, progress);
    List<Target> targets = search.targets();
    search.refuseTooLow(targets);
    targets.forEach(target -> check(target.name(), options));
    check(Family.ALL, options);
    advice(run.options().sampling().sampler()).ifPresent(progress::note);
    List<Found> found;
    try (TrainedSupernet supernet = new TrainedSupernet(run, progress)) {
      supernet.train();
      found = search.run(targets, supernet);
    }
    List<Member> members = export(found, options);
    Family family =
        new Family(
            run.definition().name(),
            options.figure(),
            metric().name(),
            new InheritedModels(run, options.calibration()).calibration(),
            Kernels.current().name(),
            options.version(),
            members);
    family.write(folder);
    family.write(run.path());
    return family;
  }

  /** What there is to say of a supernet that another sampler trained than the usual one. */
  static Optional<String> advice(String sampler) {
    return sampler.equals("sandwich")
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "the supernet was trained by sampler '%s'; sandwich trains the largest and the smallest network in each step, which families are usually trained with",
                sampler));
  }

  /** Refuses, before anything is searched, what could not be written in the end. */
  private void check(String name, FamilyOptions options) {
    Exports.check(run.data().train(), FORMATS, place(name, options), InheritedModels.madeBy(run));
  }

  private Path place(String name, FamilyOptions options) {
    return ExportPlace.of(folder.resolve(name), options.version());
  }

  private List<Member> export(List<Found> found, FamilyOptions options) {
    InheritedModels models = new InheritedModels(run, options.calibration());
    SizedExport sized = new SizedExport(run.definition(), run.data());
    List<Member> members = new ArrayList<>();
    progress.begin("family", found.size() + 1L);
    for (Found one : found) {
      try (StandAlone model = models.open(one.architecture())) {
        Map<String, Map<String, Double>> metrics = models.judge(model);
        String name = one.target().name();
        Exports.write(model, run.data(), models.origin(metrics), FORMATS, place(name, options));
        sized.add(name, model, metrics);
        members.add(
            new Member(
                name,
                one.target().most(),
                one.cost(),
                run.definition().format(one.architecture()),
                run.definition().cost(one.architecture()).macs(),
                run.definition().cost(one.architecture()).parameters(),
                metrics,
                Map.of()));
        models.caution(one.architecture(), metrics).ifPresent(progress::note);
        progress.advance(members.size(), name);
      }
    }
    Path all = place(Family.ALL, options);
    sized.write(models.weights(), models.origin(members.get(members.size() - 1).metrics()), all);
    Map<String, Map<Integer, Double>> profile = SizedProfile.of(all, run.data().validation());
    progress.end(Text.of("%d sizes in %s", members.size(), folder));
    return members.stream()
        .map(member -> member.with(profile.getOrDefault(member.name(), Map.of())))
        .toList();
  }

  private static void refuseWithoutNesting(Definition definition) {
    if (!definition.nests()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The networks of '%s' are not parts of its largest one, so the weights that they inherit are no models to serve; train networks of the sizes that you need with 'supernet retrain RUN ARCH ...', or take a space such as elastic, vit or table-resnet.",
              definition.name()));
    }
  }

  private Metric metric() {
    return run.definition().task().metrics().get(0);
  }
}
