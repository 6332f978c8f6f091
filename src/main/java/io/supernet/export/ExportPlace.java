package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The folder of an export, {@code MODEL/VERSION}: model servers look for versions of a model in its
 * folder, and serve the highest.
 */
@API(status = INTERNAL)
public final class ExportPlace {

  private ExportPlace() {}

  /**
   * The folder of a version.
   *
   * @param model folder of the model
   */
  public static Path of(Path model, int version) {
    return model.resolve(Integer.toString(version));
  }

  /**
   * The folder of a model's highest version.
   *
   * @param folder of the model, or of one version
   */
  static Path newest(Path folder) {
    if (Files.exists(folder.resolve(Exports.MANIFEST))) {
      return folder;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(version -> version.getFileName().toString().matches("[0-9]{1,9}"))
          .filter(version -> Files.exists(version.resolve(Exports.MANIFEST)))
          .max(Comparator.comparingInt(v -> Integer.parseInt(v.getFileName().toString())))
          .orElseThrow(() -> noModel(folder));
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw noModel(folder);
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    }
  }

  private static SupernetException noModel(Path folder) {
    return new SupernetException(
        Kind.STORAGE,
        Text.of(
            "'%s' holds no exported model; give the folder of a model or of one of its versions.",
            folder));
  }

  /**
   * Refuses what an export would refuse to replace.
   *
   * @param target folder of the version
   * @throws SupernetException if something else than an export of this run is there
   */
  static void refuseForeign(Path target, Optional<MadeBy> run) {
    refuseOther(target);
    Optional<MadeBy> maker = MadeBy.read(target);
    boolean own =
        run.isPresent()
            ? maker.filter(m -> m.run() != null && m.run().equals(run.get().run())).isPresent()
            : maker.isEmpty();
    if (Files.exists(target) && !own) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "'%s' holds a model of %s, not of %s; move it away, give another --model-version, or give the run another name.",
              target, text(maker), text(run)));
    }
  }

  private static String text(Optional<MadeBy> run) {
    return run.filter(r -> r.run() != null)
        .map(r -> Text.of("run %s in '%s'", r.run(), r.folder()))
        .orElse("no run that is known");
  }

  /** An older export may be replaced, nothing else. */
  private static void refuseOther(Path target) {
    Path model = Objects.requireNonNull(target.toAbsolutePath().getParent());
    for (Path folder : new Path[] {model, target}) {
      if (Files.isSymbolicLink(folder)) {
        throw new SupernetException(
            Kind.STORAGE,
            Text.of(
                "'%s' is a link, which an export would replace; remove it or give the run another name.",
                folder));
      }
    }
    if (Files.exists(model.resolve(Exports.MANIFEST))) {
      throw new SupernetException(
          Kind.STORAGE,
          Text.of(
              "'%s' holds a model itself, as earlier releases wrote it, and no versions; move it away, or whoever reads it there goes on with the old one.",
              model));
    }
    if (Files.exists(target) && !Files.exists(target.resolve(Exports.MANIFEST))) {
      throw new SupernetException(
          Kind.STORAGE,
          Text.of(
              "'%s' is there and is not an export of this project; move it away or give the run another name.",
              target));
    }
  }
}
