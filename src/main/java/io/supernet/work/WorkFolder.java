package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.OwnFiles;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The part of a shared folder by which jobs go from one process that asks to many that work. All
 * that happens to a job is one atomic operation on one file: it waits in {@code jobs}, a worker
 * claims it by moving it to {@code claimed} under its own name, and what became of it appears in
 * {@code done}. No clock is compared with another, and no file says where a machine is.
 *
 * @param path the folder {@code work} of a run or a comparison
 */
@API(status = INTERNAL)
public record WorkFolder(Path path) {

  private static final String JSON = ".json";

  /** Of waiting and claimed jobs: place in the queue, name, and who has it. */
  private static final Pattern NAME =
      Pattern.compile("(\\d{9})\\.([a-z]+-[0-9a-f]+)(?:\\.([A-Za-z0-9_-]+))?\\.json");

  /**
   * A waiting or claimed job.
   *
   * @param file its file
   * @param place in the queue, 9 digits
   * @param id of the job
   * @param worker who claimed it; empty if nobody has
   */
  record Entry(Path file, String place, String id, String worker) {}

  /** Makes what is missing of it. */
  void create() {
    for (Path folder : List.of(jobs(), claimed(), done(), workers())) {
      OwnFiles.refuseLinks(folder);
      AtomicFiles.createDirectories(folder);
    }
  }

  /** Whether somebody has handed out jobs here. */
  public boolean exists() {
    return Files.isDirectory(jobs());
  }

  /** Whether workers may be writing into the run at this moment. */
  public boolean isAtWork() {
    // One that waits may be claimed at any moment.
    return exists() && !(claims().isEmpty() && waiting().isEmpty());
  }

  private Path jobs() {
    return path.resolve("jobs");
  }

  private Path claimed() {
    return path.resolve("claimed");
  }

  private Path done() {
    return path.resolve("done");
  }

  Path workers() {
    return path.resolve("workers");
  }

  /** Jobs that nobody has claimed, in their order. */
  List<Entry> waiting() {
    return entries(jobs());
  }

  /** Jobs that somebody has claimed. */
  List<Entry> claims() {
    return entries(claimed());
  }

  private static List<Entry> entries(Path folder) {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files(folder)) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        String worker = Optional.ofNullable(name.group(3)).orElse("");
        entries.add(new Entry(file, name.group(1), name.group(2), worker));
      }
    }
    return entries;
  }

  /** In the order of their names; what appears or goes meanwhile may be among them or not. */
  private static List<Path> files(Path folder) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      List<Path> files = new ArrayList<>();
      stream.forEach(files::add);
      files.sort(null);
      return files;
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    } catch (DirectoryIteratorException e) {
      throw StorageFailures.reading(folder, e.getCause());
    }
  }

  /** Puts a job into the queue. */
  void add(Job job, long place) {
    job.write(jobs().resolve(Text.of("%09d.%s.json", place, job.id())));
  }

  /**
   * Takes a waiting job, which one of all workers can.
   *
   * @return the claim; nothing if another was faster
   */
  Optional<Entry> claim(Entry waiting, String worker) {
    Path to = claimed().resolve(Text.of("%s.%s.%s.json", waiting.place, waiting.id, worker));
    return move(waiting.file, to) || Files.exists(to)
        ? Optional.of(new Entry(to, waiting.place, waiting.id, worker))
        : Optional.empty();
  }

  /** Lets another worker have a claimed job, unless it was taken away. */
  void giveBack(Entry claim) {
    move(claim.file, jobs().resolve(Text.of("%s.%s.json", claim.place, claim.id)));
  }

  /** Whether the move was this process's: of several at once one succeeds. */
  private static boolean move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw StorageFailures.of(to, e);
    }
  }

  /** Tells what became of a claimed job, and lets the claim go. */
  void finish(Entry claim, JobResult result) {
    result.write(done().resolve(result.id() + JSON));
    delete(claim.file);
  }

  /** The last sign of each worker. */
  List<Sign> signs() {
    return files(workers()).stream()
        .filter(file -> file.getFileName().toString().matches("[A-Za-z0-9_-]+\\.json"))
        .flatMap(file -> Sign.read(file).stream())
        .toList();
  }

  /** Names of jobs of which there is a result. */
  List<String> results() {
    return files(done()).stream()
        .map(file -> file.getFileName().toString())
        // Others are results that are being written.
        .filter(name -> name.endsWith(JSON) && !name.startsWith("."))
        .map(name -> name.substring(0, name.length() - JSON.length()))
        .toList();
  }

  /** Reads the result of a job and deletes its file. */
  JobResult takeResult(String id) {
    Path file = done().resolve(id + JSON);
    try {
      return JobResult.read(file);
    } finally {
      delete(file);
    }
  }

  /** Deletes the file if it is there. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }

  /** Deletes results that nobody has asked for. */
  void clearResults() {
    files(done()).forEach(WorkFolder::delete);
  }

  /** Takes a job back, wherever it is. */
  void withdraw(String id) {
    Stream.concat(waiting().stream(), claims().stream())
        .filter(entry -> entry.id.equals(id))
        .forEach(entry -> delete(entry.file));
  }

  /** Takes back what nobody has claimed yet. */
  void clearWaiting() {
    waiting().forEach(entry -> delete(entry.file));
  }
}
