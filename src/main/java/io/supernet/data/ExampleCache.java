package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.Publication;
import io.supernet.storage.SealedJson;
import io.supernet.storage.StorageFailures;
import io.supernet.text.MemoryLimit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Data sets that are larger than memory, decoded once and kept on disk: examples of one size one
 * after another, so that each can be read by its number, in any order, by several processes. They
 * are known by the names, sizes and times of the files that they are from.
 */
@API(status = INTERNAL)
public final class ExampleCache {

  private static final String PROPERTY = "supernet.cache";
  private static final String VARIABLE = "SUPERNET_CACHE";
  private static final String EXAMPLES = "examples";
  private static final String LABELS = "labels";
  private static final String CONTENT = "content.json";

  private static final SealedJson<Content> CONTENT_FILE =
      new SealedJson<>(
          "examples", 1, Content.class, "delete its folder, and the data are read again");

  private final Path root;

  /** One in this folder. */
  ExampleCache(Path root) {
    this.root = root;
  }

  /** That of the user. */
  public static ExampleCache ofUser() {
    String chosen = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return new ExampleCache(
        chosen == null || chosen.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "supernet")
            : Path.of(chosen));
  }

  /**
   * Reads a data set, or opens what was read before.
   *
   * @param name of the data set
   * @param files that it is from
   * @param reading all else that its examples depend on
   * @param stream whether it is to stay on disk; null if its size decides
   * @param reader reads it, made only if it has to be read
   */
  public DataSet load(
      String name,
      List<Path> files,
      String reading,
      @Nullable Boolean stream,
      Supplier<? extends ExampleReader> reader) {
    boolean mayStream = stream == null || stream;
    Path folder = root.resolve(key(files, reading));
    if (mayStream && Files.exists(folder.resolve(CONTENT))) {
      return open(name, folder);
    }
    ExampleReader chosen = reader.get();
    boolean streams = stream == null ? isLarge(chosen) : stream;
    return streams ? pack(name, folder, chosen) : inMemory(name, chosen);
  }

  private static boolean isLarge(ExampleReader reader) {
    double bytes = (double) reader.size() * reader.exampleBytes();
    return bytes > ExampleStore.LARGE || bytes > MemoryLimit.ofThisJvm().bytes();
  }

  /** Reads a data set that fits into memory. */
  static DataSet inMemory(String name, ExampleReader reader) {
    double bytes = (double) reader.size() * reader.exampleBytes();
    if (bytes > MemoryLimit.ofThisJvm().bytes()) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "The %,d examples of data '%s' take %.1f GB, which do not fit the memory of Java; leave '--stream no' away.",
              reader.size(), name, bytes / 1e9));
    }
    try (ExampleStore store = ExampleStore.inMemory(name, reader)) {
      ExampleReader.Labeled read = reader.read(store);
      return dataSet(name, reader, store.examples(), read);
    }
  }

  private static DataSet dataSet(
      String name, ExampleReader reader, Examples all, ExampleReader.Labeled read) {
    Examples kept = read.kept().isEmpty() ? all : all.subset(Ints.toArray(read.kept()));
    return DataSet.stored(
        name, reader.elementType(), reader.exampleShape(), kept, read.labels(), read.notes());
  }

  private static DataSet pack(String name, Path folder, ExampleReader reader) {
    try (Publication publication = Publication.begin(folder)) {
      Path unfinished = publication.temporary();
      checkSpace(unfinished, folder, reader);
      try (ExampleStore store = ExampleStore.inFile(unfinished.resolve(EXAMPLES), name, reader)) {
        ExampleReader.Labeled read = reader.read(store);
        StoredLabels.write(unfinished.resolve(LABELS), read);
        CONTENT_FILE.write(unfinished.resolve(CONTENT), content(reader, read, store.digest()));
      }
      publication.publish();
    }
    return open(name, folder);
  }

  private static Content content(ExampleReader reader, ExampleReader.Labeled read, String digest) {
    return new Content(
        reader.elementType(),
        reader.exampleShape(),
        reader.size(),
        reader.exampleBytes(),
        read.labels().names(),
        read.labels() instanceof Labels.Sets,
        digest,
        read.notes());
  }

  private static void checkSpace(Path unfinished, Path folder, ExampleReader reader) {
    double needed = (double) reader.size() * reader.exampleBytes();
    try {
      long free = Files.getFileStore(unfinished).getUsableSpace();
      if (needed > free) {
        throw new SupernetException(
            Kind.STORAGE,
            Text.of(
                "The decoded examples take %.1f GB in '%s', where %.1f GB are free; make room, or name another folder with %s.",
                needed / 1e9, folder, free / 1e9, VARIABLE));
      }
    } catch (IOException e) {
      throw StorageFailures.of(unfinished, e);
    }
  }

  private static DataSet open(String name, Path folder) {
    Content content = CONTENT_FILE.read(folder.resolve(CONTENT));
    Path file = folder.resolve(EXAMPLES);
    Examples all =
        ExampleStore.map(file, content.stored(), content.exampleBytes(), content.digest());
    ExampleReader.Labeled read =
        StoredLabels.read(
            folder.resolve(LABELS), content.classNames(), content.sets(), content.notes());
    return DataSet.stored(
        name,
        content.elementType(),
        content.exampleShape(),
        all.subset(Ints.toArray(read.kept())),
        read.labels(),
        read.notes());
  }

  /** Its folder. */
  @Override
  public String toString() {
    return root.toString();
  }

  private static String key(List<Path> files, String reading) {
    Hasher hasher = Hashing.sha256().newHasher().putUnencodedChars(reading);
    for (Path file : files) {
      // One that is not there is for the reader to tell of.
      File known = file.toFile();
      hasher
          .putInt(file.toString().length())
          .putUnencodedChars(file.toString())
          .putLong(known.length())
          .putLong(known.lastModified());
    }
    return hasher.hash().toString();
  }

  /**
   * What is known of examples in a file.
   *
   * @param stored how many are there
   * @param classNames by label; none where labels are values
   * @param sets whether an example has a set of them
   * @param digest of them
   * @param notes for the user
   */
  record Content(
      ElementType elementType,
      List<Long> exampleShape,
      int stored,
      int exampleBytes,
      List<String> classNames,
      boolean sets,
      String digest,
      List<String> notes) {
    public Content {
      exampleShape = ImmutableList.copyOf(exampleShape);
      classNames = ImmutableList.copyOf(classNames);
      notes = ImmutableList.copyOf(notes);
    }
  }
}
