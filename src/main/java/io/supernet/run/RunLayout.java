package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import io.supernet.network.BatchNormMode;
import io.supernet.storage.OwnFiles;
import io.supernet.work.WorkFolder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Where things are in a run's folder. Every name of a file stands here once; what lies within a
 * checkpoint, an audit or a comparison is named where it is written.
 *
 * @param folder of the run
 */
@API(status = INTERNAL)
public record RunLayout(Path folder) {

  /** The page about the run, which is written beside whoever writes the rest. */
  public static final String REPORT = "report.html";

  private static final String CHECKPOINTS = "checkpoints";

  /** Refuses links in place of what a run writes: all of it stays in its folder. */
  void refuseLinks() {
    Stream.of(definition(), manifest(), result(), latency(), prior(), tensorboard())
        .forEach(OwnFiles::refuseLinks);
    own().forEach(OwnFiles::refuseLinks);
  }

  /** Folders in which files are made that are whole or not at all. */
  List<Path> own() {
    return List.of(folder.resolve(CHECKPOINTS), audit(), coupling());
  }

  /** Whether something is there that a run would take for its own. */
  boolean holdsRun() {
    return Stream.concat(
            Stream.of(
                manifest(),
                training(),
                evaluations(),
                searches(),
                scores(),
                retrained(),
                tournament(),
                tested(),
                result()),
            own().stream())
        .anyMatch(Files::exists);
  }

  /** The network with its open decisions. */
  public Path definition() {
    return folder.resolve("definition.pbtxt");
  }

  /** What the run is: options, versions, hashes, times. */
  public Path manifest() {
    return folder.resolve("manifest.json");
  }

  /** A folder within the run, as jobs name it on whatever machine. */
  public String within(Path place) {
    return folder.relativize(place).toString().replace(File.separatorChar, '/');
  }

  /** Checkpoints of the supernet; of several, the first. */
  public Path supernetCheckpoints() {
    return supernetCheckpoints(1);
  }

  /** Checkpoints of the supernet of a number from 1. */
  public Path supernetCheckpoints(int number) {
    return checkpoints(number == 1 ? "supernet" : "supernet-" + number);
  }

  /** Checkpoints of a training alone, by its key. */
  public Path aloneCheckpoints(String key) {
    return checkpoints("alone-" + key);
  }

  private Path checkpoints(String of) {
    return folder.resolve(CHECKPOINTS).resolve(of);
  }

  /** Journal of the supernet's training; of several, the first. */
  public Path training() {
    return training(1);
  }

  /** Journal of the training of the supernet of a number from 1. */
  public Path training(int number) {
    return folder.resolve(number == 1 ? "training.jsonl" : Text.of("training-%d.jsonl", number));
  }

  /** Event files of the supernet's training, for TensorBoard. */
  public Path tensorboard() {
    return folder.resolve("tensorboard");
  }

  /** Journal of evaluations with inherited weights. */
  public Path evaluations() {
    return folder.resolve("evaluations.jsonl");
  }

  /**
   * Journal of evaluations by whoever judges in a search.
   *
   * @param evaluator as {@link SearchOptions#evaluator}
   */
  public Path evaluations(String evaluator) {
    return evaluator.equals(SearchOptions.SUPERNET)
        ? evaluations()
        : folder.resolve(Text.of("evaluations-%s.jsonl", evaluator));
  }

  /** Journal of scores of untrained architectures. */
  public Path scores() {
    return folder.resolve("scores.jsonl");
  }

  /** Journal of searches: which of them heard of which evaluation. */
  public Path searches() {
    return folder.resolve("searches.jsonl");
  }

  /** Journal of evaluations by another policy of batch normalization than the run's. */
  public Path evaluations(BatchNormMode policy) {
    String name = policy.name().toLowerCase(Locale.ROOT);
    return audit().resolve("evaluations-" + name + ".jsonl");
  }

  /** Journal of architectures that were trained alone. */
  public Path retrained() {
    return folder.resolve("retrained.jsonl");
  }

  /** Journal of architectures whose training alone went on, or dropped out, before its end. */
  public Path tournament() {
    return folder.resolve("tournament.jsonl");
  }

  /** Journal of accuracies on the test examples. */
  public Path tested() {
    return folder.resolve("tested.jsonl");
  }

  /** Journal of metrics of networks with inherited weights, on validation and test examples. */
  public Path inherited() {
    return folder.resolve("inherited.jsonl");
  }

  /** What the last command that came to its end has found. */
  public Path result() {
    return folder.resolve("result.json");
  }

  /** Drawing of the winner. */
  public Path drawing() {
    return folder.resolve("winner.svg");
  }

  /** Table of latencies on this machine. */
  public Path latency() {
    return folder.resolve("latency.json");
  }

  /** The scores that the ranks of a prior are taken against. */
  public Path prior() {
    return folder.resolve("prior.json");
  }

  /** Jobs of the run that workers on its folder do. */
  public WorkFolder work() {
    return new WorkFolder(folder.resolve("work"));
  }

  /** What an audit keeps beside its result. */
  public Path audit() {
    return folder.resolve("audit");
  }

  /** What a measurement of coupling keeps beside its result. */
  public Path coupling() {
    return folder.resolve("coupling");
  }
}
