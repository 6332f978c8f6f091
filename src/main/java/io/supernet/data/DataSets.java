package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static io.supernet.SupernetException.Kind.USAGE;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.data.DataOptions.TaskKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds data sets by what a user calls them.
 *
 * @since 0.1
 */
public final class DataSets {

  /** The default: the 10,000 test images of Fashion-MNIST, which come with the library. */
  public static final String FASHION_MNIST_SMALL = "fashion-mnist-small";

  /** What a run calls data that a program gave as an object. */
  public static final String GIVEN = "given";

  private static final String CLASS = "class";
  private static final String CSV = "csv";
  private static final String NPZ = "npz";
  private static final Map<String, DataForm> OTHERS =
      ServiceLoader.load(DataForm.class, DataForm.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .collect(ImmutableMap.toImmutableMap(DataForm::name, form -> form));

  private static final Set<String> FORMS =
      Sets.union(Set.of("idx", "cifar10", NPZ, CSV), OTHERS.keySet());
  private static final Set<String> STREAMED =
      ImmutableSortedSet.copyOf(Sets.union(Set.of("idx", NPZ), OTHERS.keySet()));
  private static final List<Double> SHARES = List.of(0.6, 0.2, 0.2);
  private static final double VALIDATION_SHARE = 0.1;
  private static final double MOST_VALIDATION = 10_000;
  private static final List<String> FASHION_CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private DataSets() {}

  /**
   * Loads a data set and splits it. Paths are relative to the working directory.
   *
   * <ul>
   *   <li>{@code fashion-mnist-small} and {@code csv:FILE}: 60 % training, 20 % validation, 20 %
   *       test
   *   <li>{@code images:DIR}: a folder of files for each class; parts that have folders of their
   *       own, {@code train}, {@code validation} and {@code test}, and else as those above
   *   <li>{@code npz:FILE}: arrays of NumPy; parts that have arrays of their own, and else as those
   *       above
   *   <li>{@code idx:DIR} and {@code cifar10:DIR}: the official test set; a tenth of the official
   *       training set, at most 10,000 examples, is the validation set
   * </ul>
   *
   * @param spec one of the above
   * @param streams where the split comes from: the same seed gives the same split
   */
  public static Split load(String spec, RandomStreams streams) {
    return load(spec, streams, DataOptions.DEFAULT, Preparation.NONE, Progress.SILENT);
  }

  /**
   * The same, read as the user wants it.
   *
   * @param kept how the rows of a table became examples before
   */
  @API(status = INTERNAL)
  public static Split load(
      String spec, RandomStreams streams, DataOptions options, Optional<TableEncoding> kept) {
    Preparation preparation = new Preparation(kept, Optional.empty());
    return load(spec, streams, options, preparation, Progress.SILENT);
  }

  /**
   * The same, read as the user wants it.
   *
   * @param kept how rows of a table and files of images became examples before, so that they do
   *     again; if empty, the training examples decide
   * @param progress hears of many files
   * @throws SupernetException of kind DATA if the table has not the columns that were kept
   */
  @API(status = INTERNAL)
  public static Split load(
      String spec,
      RandomStreams streams,
      DataOptions options,
      Preparation kept,
      Progress progress) {
    RandomGenerator random = streams.stream("split", 0);
    DataForm other = OTHERS.get(form(spec));
    if (!form(spec).equals(CSV)) {
      options.refuseColumns(spec);
    }
    if (other == null) {
      options.refuseImages(spec);
      if (!Set.of(CSV, NPZ).contains(form(spec))) {
        options.refuseOtherThan(TaskKind.CLASSIFICATION, spec);
      }
    }
    if (Boolean.TRUE.equals(options.stream()) && !STREAMED.contains(form(spec))) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "Data '%s' are held in memory, and '--stream yes' is for %s; leave it away.",
              spec, String.join(", ", STREAMED)));
    }
    if (spec.equals(FASHION_MNIST_SMALL)) {
      return shares(fashionMnistSmall(), random);
    }
    if (spec.equals(GIVEN)) {
      throw new SupernetException(
          DATA,
          "The data were given by a program, as an object; only with that object can they be used.");
    }
    if (classOf(spec).isPresent()) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "Data set '%s' is a class, which only a run loads; make an object of it, and call its 'load'.",
              spec));
    }
    if (!isFile(spec)) {
      throw unknown(spec);
    }
    if (other != null) {
      Split split =
          other.load(
              new DataForm.Request(spec, rest(spec), options, kept.images(), random, progress));
      split.refuseConstant();
      return split;
    }
    Path path = path(rest(spec));
    Split split =
        switch (form(spec)) {
          case NPZ ->
              NpzReader.split(
                  new DataForm.Request(spec, rest(spec), options, kept.images(), random, progress));
          case "idx" -> idx(spec, path, random, options.stream());
          case "cifar10" -> official(CifarReader.train(path), CifarReader.test(path), random);
          default -> table(CsvReader.table(spec, path, options), kept.table(), random);
        };
    split.refuseConstant();
    return split;
  }

  /** The same data set with an absolute path, to be found from any working directory. */
  public static String absolute(String spec) {
    return isFile(spec) ? form(spec) + ":" + path(rest(spec)).toAbsolutePath().normalize() : spec;
  }

  /** The name of the {@link DataSource} in {@code class:NAME}. */
  @API(status = INTERNAL)
  public static Optional<String> classOf(String spec) {
    boolean named = form(spec).equals(CLASS) && spec.length() > CLASS.length() + 1;
    return named ? Optional.of(spec.substring(CLASS.length() + 1)) : Optional.empty();
  }

  /** Whether it is one of the forms that are read from files. */
  private static boolean isFile(String spec) {
    return FORMS.contains(form(spec)) && spec.length() > form(spec).length() + 1;
  }

  private static String form(String spec) {
    return spec.substring(0, Math.max(0, spec.indexOf(':')));
  }

  private static String rest(String spec) {
    return spec.substring(form(spec).length() + 1);
  }

  static Path path(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw SupernetException.of(e);
    }
  }

  private static SupernetException unknown(String spec) {
    return new SupernetException(
        USAGE,
        Text.of(
            "Data set '%s' is not known; use %s, images:DIR, npz:FILE, tfrecord:GLOB, idx:DIR, cifar10:DIR, csv:FILE or class:NAME.",
            spec, FASHION_MNIST_SMALL));
  }

  private static DataSet fashionMnistSmall() {
    return IdxReader.fashionMnist(
        FASHION_MNIST_SMALL, DataSets.class.getClassLoader(), FASHION_CLASSES);
  }

  private static Split idx(
      String spec, Path folder, RandomGenerator random, @Nullable Boolean stream) {
    DataSet train =
        IdxReader.read(
            spec, find(folder, "train-images"), find(folder, "train-labels"), List.of(), stream);
    DataSet test =
        IdxReader.read(
            spec,
            find(folder, "t10k-images"),
            find(folder, "t10k-labels"),
            train.classNames(),
            stream);
    return official(train, test, random);
  }

  /** The first file of that prefix by name: the rank in its name and gzip or not are free. */
  private static Path find(Path folder, String prefix) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
      return StreamSupport.stream(files.spliterator(), false)
          .sorted()
          .findFirst()
          .orElseThrow(() -> missing(folder, prefix, null));
    } catch (IOException e) {
      throw missing(folder, prefix, e);
    }
  }

  private static SupernetException missing(
      Path folder, String prefix, @Nullable IOException cause) {
    return new SupernetException(
        DATA,
        Text.of(
            "Folder %s has no file %s-idx*-ubyte or %s-idx*-ubyte.gz; expected train-images, "
                + "train-labels, t10k-images and t10k-labels there.",
            folder, prefix, prefix),
        cause);
  }

  static Split shares(DataSet data, RandomGenerator random) {
    int[][] rows = shares(data.name(), data.labeling(), random);
    return new Split(data.subset(rows[0]), data.subset(rows[1]), data.subset(rows[2]));
  }

  /** The numbers of the examples in each of three parts, where each class has some. */
  private static int[][] shares(String data, Labels labels, RandomGenerator random) {
    if (labels instanceof Labels.Classes classes) {
      ClassExamples.refuseMany(data, classes);
    }
    int[][] rows = StratifiedSplit.rows(data, labels, SHARES, random);
    if (labels instanceof Labels.Classes classes) {
      ClassExamples.refuseAbsent(data, classes, rows);
    }
    return rows;
  }

  private static Split table(RawTable table, Optional<TableEncoding> kept, RandomGenerator random) {
    int[][] rows = shares(table.name(), table.labels(), random);
    TableEncoding encoding = kept.orElseGet(() -> table.fit(rows[0]));
    return new Split(
        table.encode(encoding, rows[0]),
        table.encode(encoding, rows[1]),
        table.encode(encoding, rows[2]));
  }

  private static Split official(DataSet train, DataSet test, RandomGenerator random) {
    List<DataSet> parts = splitOff(train, random);
    return new Split(parts.get(0), parts.get(1), test);
  }

  /** Training examples, and a tenth of them, at most 10,000, for another part. */
  static List<DataSet> splitOff(DataSet train, RandomGenerator random) {
    double share = Math.min(VALIDATION_SHARE, MOST_VALIDATION / train.size());
    return StratifiedSplit.split(train, List.of(1 - share, share), random);
  }
}
