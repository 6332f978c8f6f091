package io.supernet.storage;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The newest checkpoints of a run, a folder {@code step-000001200} each. A checkpoint gets its name
 * only when it is complete, and carries the checksums of its files: what {@link #latest} returns is
 * what was saved, to the byte.
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
  public record Checkpoint(long step, Path path) {

    /** The SHA-256 of its files. */
    public String sums() {
      return Checksums.written(path);
    }
  }

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
      Checksums.write(temporary);
      AtomicFiles.publish(temporary, target);
    } catch (RuntimeException e) {
      discard(temporary, e);
      throw StorageFailures.translate(target, e);
    }
    // Later ones are damaged: the training went back behind them and makes them again.
    complete().stream().filter(late -> late.step() > step).forEach(late -> remove(late.path()));
    complete().stream().skip(keep).forEach(old -> remove(old.path()));
    return new Checkpoint(step, target);
  }

  /** The same as {@link #latest(Consumer)}, for those who need not know of damaged ones. */
  public Optional<Checkpoint> latest() {
    return latest(damage -> {});
  }

  /**
   * The checkpoint of the highest step whose files are as they were saved.
   *
   * @param damaged is told of each later one, which it is and what is wrong with it
   * @return empty if there is no checkpoint at all
   * @throws SupernetException of kind RUN if there are checkpoints, but all are damaged
   */
  public Optional<Checkpoint> latest(Consumer<String> damaged) {
    List<String> faults = new ArrayList<>();
    boolean gone = false;
    for (Checkpoint checkpoint : complete()) {
      Optional<String> fault = Checksums.fault(checkpoint.path());
      if (fault.isEmpty()) {
        faults.forEach(damaged);
        return Optional.of(checkpoint);
      }
      // A training that goes on meanwhile deletes its old ones.
      boolean there = Files.isDirectory(checkpoint.path());
      gone |= !there;
      if (there) {
        faults.add(Text.of("'%s' is damaged (%s)", checkpoint.path(), fault.get()));
      }
    }
    if (gone) {
      return latest(damaged);
    }
    if (!faults.isEmpty()) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "No checkpoint in '%s' can be used: %s; restore one from a copy, or begin a new run.",
              directory, String.join(", ", faults)));
    }
    return Optional.empty();
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
