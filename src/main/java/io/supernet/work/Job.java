package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.JsonObject;
import io.supernet.Bounds;
import io.supernet.Fingerprint;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.SealedJson;
import io.supernet.storage.StorageFailures;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Work of seconds to hours whose result depends on nothing but what stands here and on what the
 * hashes name. It names no machine. Doing it twice gives the same result.
 *
 * @param kind which tells who can do it, such as {@code "training"}
 * @param place folder of its run within the folder that is shared, with {@code /} between names;
 *     empty if it is that folder
 * @param definition hash of the run's network
 * @param data hash of the run's examples
 * @param kernels that must compute it, so that the result is the same to the bit; empty for any
 * @param fresh whether a process begins for it and ends with it, which its result speaks of
 * @param body all else, as its kind says
 */
@API(status = INTERNAL)
public record Job(
    String kind,
    String place,
    String definition,
    String data,
    String kernels,
    boolean fresh,
    JsonObject body) {

  /** More than any job has: an architecture of a thousand decisions takes some kilobytes. */
  private static final int MOST_BYTES = 1 << 20;

  private static final Pattern KIND = Pattern.compile("[a-z]{1,20}");
  private static final Pattern PLACE =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?");

  private static final SealedJson<Job> FILES =
      new SealedJson<>("job", 1, Job.class, "delete it; who asked for the job asks again");

  public Job {
    Bounds.check(
        KIND.matcher(kind).matches(), "kind of a job", "'" + kind + "'", "one word in lower case");
    Bounds.check(
        PLACE.matcher(place).matches(),
        "place of a job",
        "'" + place + "'",
        "names within the shared folder, with '/' between them");
  }

  /** Tells it from all others; the same whenever the same is asked for. */
  public String id() {
    return kind
        + "-"
        + Fingerprint.of("job", 1)
            .with("place", place)
            .with("definition", definition)
            .with("data", data)
            .with("kernels", kernels)
            .with("body", Json.LINE.toJson(body))
            .hex()
            .substring(0, 24);
  }

  /** Writes it as a file that is whole or not there. */
  void write(Path file) {
    FILES.write(file, this);
  }

  /**
   * Reads such a file.
   *
   * @throws SupernetException of kind RUN if it is no whole job, or larger than any is
   */
  static Job read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new SupernetException(
            Kind.RUN, Text.of("'%s' has %,d bytes, more than any job has; delete it.", file, size));
      }
      return FILES.read(file);
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }
}
