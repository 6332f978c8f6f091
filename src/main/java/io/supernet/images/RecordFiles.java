package io.supernet.images;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataForm;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.data.Part;
import io.supernet.data.Parts;
import io.supernet.data.Split;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Data in TensorFlow's files of records, each a tf.Example. */
@API(status = INTERNAL)
public final class RecordFiles implements DataForm {

  private static final Pattern NAMED =
      Pattern.compile("(?i).*(tfrec|\\.records?\\b|-\\d{3,}-of-\\d{3,}).*");

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  @Override
  public String name() {
    return "tfrecord";
  }

  @Override
  public Split load(Request request) {
    Map<Part, List<Path>> files = parts(request.spec(), files(request.path()));
    RecordLabels labels = new RecordLabels(request.spec(), files, request.progress());
    if (labels.areRows()) {
      return labels.rows(request);
    }
    request.options().refuseOtherThan(TaskKind.CLASSIFICATION, request.spec());
    if (request.kept().isEmpty()) {
      labels.check();
    }
    EncodedParts parts = new EncodedParts(request, labels.source(Part.TRAIN));
    return new Parts(
            parts.train(),
            part(files, labels, parts, Part.VALIDATION),
            part(files, labels, parts, Part.TEST))
        .split(request.random());
  }

  private static Optional<DataSet> part(
      Map<Part, List<Path>> files, RecordLabels labels, EncodedParts parts, Part part) {
    return files.containsKey(part)
        ? Optional.of(parts.load(labels.source(part)))
        : Optional.empty();
  }

  /** The files of a folder that are named so, those that wildcards match, or the one. */
  private static List<Path> files(String path) {
    Path given = Path.of(path);
    if (Files.isRegularFile(given)) {
      return List.of(given);
    }
    Path folder = Files.isDirectory(given) ? given : given.toAbsolutePath().getParent();
    boolean wild =
        !Files.isDirectory(given) && WILDCARD.matcher(given.getFileName().toString()).find();
    if (folder == null || !Files.isDirectory(folder) || (!Files.isDirectory(given) && !wild)) {
      throw refused("'%s' is no file or folder; name TFRecord files, such as train-*.", path);
    }
    PathMatcher matcher =
        wild
            ? folder.getFileSystem().getPathMatcher("glob:" + given.getFileName())
            : name -> NAMED.matcher(name.toString()).matches();
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (Files.isRegularFile(file)
            && !file.getFileName().toString().startsWith(".")
            && matcher.matches(file.getFileName())) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    }
    if (files.isEmpty()) {
      throw refused(
          "No file matches '%s'; name them, such as '%s'.",
          wild ? path : folder.resolve("*.tfrecord"), folder.resolve("train-*"));
    }
    return files.stream().sorted().toList();
  }

  /** By the words in their names; all are for training if none has such a word. */
  private static Map<Part, List<Path>> parts(String spec, List<Path> files) {
    Map<Part, List<Path>> parts = new EnumMap<>(Part.class);
    List<Path> others = new ArrayList<>();
    for (Path file : files) {
      String[] words = file.getFileName().toString().toLowerCase(Locale.ROOT).split("[^a-z]+");
      Arrays.stream(words)
          .flatMap(word -> Part.of(word).stream())
          .findFirst()
          .ifPresentOrElse(
              part -> parts.computeIfAbsent(part, p -> new ArrayList<>()).add(file),
              () -> others.add(file));
    }
    if (parts.isEmpty()) {
      return Map.of(Part.TRAIN, others);
    }
    if (!others.isEmpty() || !parts.containsKey(Part.TRAIN)) {
      throw refused(
          "Of the files of '%s', %s; begin the names of all with train, validation or test, and have some with train.",
          spec,
          others.isEmpty() ? "none is for training" : "'" + others.get(0) + "' is of no part");
    }
    return ImmutableSortedMap.copyOf(parts);
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(Kind.DATA, Text.of(sentence, values));
  }
}
