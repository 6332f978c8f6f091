package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.JsonParseException;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.StorageFailures;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which run made an export, written beside the model as {@code run.json}: that run alone may
 * replace it.
 *
 * @param run its identity, which it keeps wherever its folder is
 * @param folder where it was
 */
@API(status = INTERNAL)
public record MadeBy(@Nullable String run, @Nullable String folder) {

  private static final String FILE = "run.json";

  /** What a damaged file says: no run owns such an export, so it stays. */
  private static final MadeBy NOBODY = new MadeBy(null, null);

  void write(Path export) {
    AtomicFiles.write(export.resolve(FILE), Json.pretty(this) + "\n");
  }

  /** The run that made an export; empty if it was exported without one. */
  static Optional<MadeBy> read(Path export) {
    Path file = export.resolve(FILE);
    try {
      MadeBy parsed = Json.LINE.fromJson(Files.readString(file), MadeBy.class);
      return Optional.of(Objects.requireNonNullElse(parsed, NOBODY));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonParseException e) {
      return Optional.of(NOBODY);
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }
}
