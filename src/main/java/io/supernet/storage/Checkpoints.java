package io.supernet.storage;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The newest checkpoints of a run, a folder {@code step-000001200} each. A checkpoint gets its name
 * only when it is complete, so whatever has such a name can be restored.
 */
public final class Checkpoints {

  private static final Pattern NAME = Pattern.compile("step-(\\d{9,18})");

  private final Path directory;
  private final int keep;

  /** Keeps the newest two: one to go on from, one should its files turn out damaged. */
  public Checkpoints(Path directory) {
    this(directory, 2);
  }

  /**
   * @param directory where the checkpoints are or will be
   * @param keep how many of the newest to keep, at least 1
   */
  public Checkpoints(Path directory, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException(Text.of("keep is %d; keep at least 1.", keep));
    }
    this.directory = directory;
    this.keep = keep;
  }

  /** One complete checkpoint: the training step it was taken after, and its folder. */
  public record Checkpoint(long step, Path path) {}

  /**
   * Saves a checkpoint and deletes those too old to keep. If the writer fails, nothing changes.
   *
   * @param step the number of training steps done, 0 or more
   * @param writer fills the empty folder that it is given
   */
  public Checkpoint save(long step, Consumer<Path> writer) {
    if (step < 0) {
      throw new IllegalArgumentException(Text.of("step is %d; steps count from 0.", step));
    }
    AtomicFiles.createDirectories(directory);
    Leftovers.clear(directory, name -> NAME.matcher(name).matches());
    Path target = directory.resolve(Text.of("step-%09d", step));
    Path temporary = AtomicFiles.temporarySibling(target);
    AtomicFiles.createDirectories(temporary);
    try {
      writer.accept(temporary);
      AtomicFiles.publish(temporary, target);
    } catch (RuntimeException e) {
      discard(temporary, e);
      throw StorageFailures.translate(target, e);
    }
    complete().stream().skip(keep).forEach(old -> remove(old.path()));
    return new Checkpoint(step, target);
  }

  /** The checkpoint of the highest step, if there is any. */
  public Optional<Checkpoint> latest() {
    return complete().stream().findFirst();
  }

  /** All complete checkpoints, the newest first. */
  private List<Checkpoint> complete() {
    return list()
        .flatMap(path -> parse(path).stream())
        .sorted(Comparator.comparingLong(Checkpoint::step).reversed())
        .toList();
  }

  /** One that was moved aside counts while the one that should replace it has not come. */
  private Optional<Checkpoint> parse(Path path) {
    String own = path.getFileName().toString();
    String step = Leftovers.movedAside(path).orElse(own);
    Matcher name = NAME.matcher(step);
    boolean replaced = !step.equals(own) && Files.exists(directory.resolve(step));
    return name.matches() && !replaced && Files.isDirectory(path)
        ? Optional.of(new Checkpoint(Long.parseLong(name.group(1)), path))
        : Optional.empty();
  }

  /** Takes the name away first: a checkpoint half deleted must not look complete. */
  private static void remove(Path checkpoint) {
    Path aside = AtomicFiles.temporarySibling(checkpoint);
    try {
      Files.move(checkpoint, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageFailures.of(checkpoint, e);
    }
    AtomicFiles.deleteRecursively(aside);
  }

  private static void discard(Path temporary, RuntimeException reason) {
    try {
      AtomicFiles.deleteRecursively(temporary);
    } catch (SupernetException e) {
      reason.addSuppressed(e); // The first failure is the one to report.
    }
  }

  private Stream<Path> list() {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList().stream();
    } catch (IOException e) {
      throw StorageFailures.reading(directory, e);
    } catch (UncheckedIOException e) {
      throw StorageFailures.reading(directory, e.getCause());
    }
  }
}
