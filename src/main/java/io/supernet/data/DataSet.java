package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Labeled examples of one shape and type, in memory or, if they are many, in a file. Immutable.
 *
 * @since 0.1
 */
public final class DataSet {

  private final String name;
  private final ElementType elementType;
  private final List<Long> exampleShape;
  private final Examples examples;
  private final Labels labels;
  private final @Nullable TableEncoding encoding;
  private final List<String> notes;
  private final boolean scaled;
  private final @Nullable ImageReading imageReading;
  private final List<Integer> categories;
  private final Supplier<String> sha256 = Suppliers.memoize(this::hash);
  private final Supplier<Normalization> normalization =
      Suppliers.memoize(() -> Normalization.measured(this));

  /** Takes the buffer and the labels as its own, unlike {@link #of}. */
  DataSet(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      List<String> classNames,
      ByteBuffer examples,
      int[] labels) {
    this(name, elementType, exampleShape, examples, new Labels.Classes(classNames, labels), null);
    for (int i = 0; i < labels.length; i++) {
      ExampleChecks.checkLabel(labels[i], i, classes(), "data set '" + name + "'");
    }
  }

  /** The same of labels of any kind. */
  private DataSet(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      ByteBuffer examples,
      Labels labels,
      @Nullable TableEncoding encoding) {
    this(
        name,
        elementType,
        exampleShape,
        ExampleChecks.checked(name, elementType, exampleShape, examples, labels),
        labels,
        encoding,
        List.of(),
        true,
        null,
        encoding == null ? List.of() : encoding.categories());
  }

  /** The same of examples that are right. */
  private DataSet(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      Examples examples,
      Labels labels,
      @Nullable TableEncoding encoding,
      List<String> notes,
      boolean scaled,
      @Nullable ImageReading imageReading,
      List<Integer> categories) {
    this.name = name;
    this.elementType = elementType;
    this.exampleShape = List.copyOf(exampleShape);
    this.examples = examples;
    this.labels = labels;
    this.encoding = encoding;
    this.notes = List.copyOf(notes);
    this.scaled = scaled;
    this.imageReading = imageReading;
    this.categories = List.copyOf(categories);
  }

  /**
   * A data set of copies of these examples and labels.
   *
   * @param name what messages and reports call it
   * @param elementType the type of the values
   * @param exampleShape the shape of one example: {@code [height, width, channels]} or {@code
   *     [features]}
   * @param classNames the names of the classes, by label
   * @param examples the remaining bytes are all examples one after another, row-major, floats in
   *     native byte order
   * @param labels the label of each example, 0 to classes - 1
   */
  public static DataSet of(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      List<String> classNames,
      ByteBuffer examples,
      int[] labels) {
    return new DataSet(name, elementType, exampleShape, classNames, copy(examples), labels.clone());
  }

  /**
   * A data set of copies of rows of numbers.
   *
   * @param name what messages and reports call it
   * @param classNames the names of the classes, by label
   * @param rows float32 {@code [examples][features]}
   * @param labels the label of each row, 0 to classes - 1
   */
  public static DataSet ofRows(String name, List<String> classNames, float[][] rows, int[] labels) {
    FloatRows packed = FloatRows.of(name, rows);
    return new DataSet(
        name, ElementType.FLOAT32, packed.shape(), classNames, packed.bytes(), labels.clone());
  }

  /**
   * A data set of copies of rows of numbers, labeled with the names of their classes.
   *
   * @param name what messages and reports call it
   * @param rows float32 {@code [examples][features]}
   * @param labels the class of each row; classes are in alphabetical order
   * @since 0.2
   */
  public static DataSet ofRows(String name, float[][] rows, String[] labels) {
    FloatRows packed = FloatRows.of(name, rows);
    return new DataSet(
        name, ElementType.FLOAT32, packed.shape(), packed.bytes(), NamedLabels.of(labels), null);
  }

  /**
   * A data set of copies of images, labeled with the names of their classes.
   *
   * @param name what messages and reports call it
   * @param shape of one image: {@code [height, width, channels]}
   * @param images {@code [examples][height · width · channels]}: the pixels of one image row by
   *     row, bytes from 0 to 255
   * @param labels the class of each image; classes are in alphabetical order
   * @since 0.2
   */
  public static DataSet ofImages(String name, List<Long> shape, byte[][] images, String[] labels) {
    ByteBuffer pixels = Pixels.of(name, shape, images);
    return new DataSet(name, ElementType.UINT8, shape, pixels, NamedLabels.of(labels), null);
  }

  /**
   * A data set of copies of rows of numbers, each with a number to be predicted.
   *
   * @param name what messages and reports call it
   * @param rows float32 {@code [examples][features]}
   * @param values what is to be predicted of each row, in any unit, finite
   * @since 0.2
   */
  public static DataSet ofValues(String name, float[][] rows, float[] values) {
    FloatRows packed = FloatRows.of(name, rows);
    return ofValues(name, ElementType.FLOAT32, packed.shape(), packed.bytes(), values);
  }

  /**
   * A data set of copies of these examples, each with a number to be predicted; the others as in
   * {@link #of}.
   *
   * @param values what is to be predicted of each example, in any unit, finite
   * @since 0.2
   */
  public static DataSet ofValues(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      ByteBuffer examples,
      float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Example %d in data set '%s' is to have the value %s; replace it by a number.",
                i, name, values[i]));
      }
    }
    Labels labels = new Labels.Values(values.clone());
    return new DataSet(name, elementType, exampleShape, copy(examples), labels, null);
  }

  /**
   * A data set of copies of rows of numbers, each with a set of labels: none, some or all.
   *
   * @param name what messages and reports call it
   * @param labelNames at least two
   * @param rows float32 {@code [examples][features]}
   * @param sets {@code [examples][labels]}: whether a row has a label
   * @since 0.2
   */
  public static DataSet ofSets(
      String name, List<String> labelNames, float[][] rows, boolean[][] sets) {
    FloatRows packed = FloatRows.of(name, rows);
    Labels labels = LabelSets.of(name, labelNames, sets);
    return new DataSet(name, ElementType.FLOAT32, packed.shape(), packed.bytes(), labels, null);
  }

  /**
   * A data set of copies of these examples, each with a set of labels as in {@link #ofSets(String,
   * List, float[][], boolean[][])}; the others as in {@link #of}.
   *
   * @param sets {@code [examples][labels]}: whether an example has a label
   * @since 0.2
   */
  public static DataSet ofSets(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      List<String> labelNames,
      ByteBuffer examples,
      boolean[][] sets) {
    Labels labels = LabelSets.of(name, labelNames, sets);
    return new DataSet(name, elementType, exampleShape, copy(examples), labels, null);
  }

  /**
   * Rows of a table. Takes the buffer and the labels as its own.
   *
   * @param examples float32 {@code [rows, encoding.width()]}
   */
  static DataSet ofTable(String name, TableEncoding encoding, ByteBuffer examples, Labels labels) {
    List<Long> shape = List.of((long) encoding.width());
    return new DataSet(name, ElementType.FLOAT32, shape, examples, labels, encoding);
  }

  /** What a reader has put into a store; {@code notes} are for the user. */
  static DataSet stored(
      String name,
      ElementType elementType,
      List<Long> exampleShape,
      Examples examples,
      Labels labels,
      List<String> notes) {
    ExampleChecks.checkSizes(name, elementType, exampleShape, examples.bytes(), labels.size());
    return new DataSet(
        name, elementType, exampleShape, examples, labels, null, notes, true, null, List.of());
  }

  private static ByteBuffer copy(ByteBuffer examples) {
    return ByteBuffer.allocate(examples.remaining()).put(examples.duplicate()).flip();
  }

  /**
   * The same rows of numbers, whose features have names: an exported model also takes them by name.
   *
   * @param features as many names as a row has numbers, each once
   * @throws SupernetException if there are others
   * @since 0.2
   */
  public DataSet withFeatureNames(List<String> features) {
    if (encoding != null || elementType != ElementType.FLOAT32 || exampleShape.size() != 1) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The features of data set '%s' cannot be named: it holds images, or has names already.",
              name));
    }
    if (features.size() != exampleShape.get(0) || Set.copyOf(features).size() < features.size()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Data set '%s' has %d features, and their names are %s; give each a name of its own.",
              name, exampleShape.get(0), features));
    }
    String label = hasValues() ? "value" : hasSets() ? "labels" : "class";
    TableEncoding named = TableEncoding.ofNumbers(features, label);
    return new DataSet(
        name, elementType, exampleShape, examples, labels, named, notes, scaled, null, categories);
  }

  /**
   * The same rows, of which some features number categories: a network looks those numbers up in a
   * matrix that it learns, and never takes them for sizes.
   *
   * @param counts for each feature, how many categories it numbers, from 0; 0 for a feature that is
   *     a number. Category 0 is what is not known, and tells a network nothing
   * @throws SupernetException if the rows hold other numbers
   * @since 0.2
   */
  public DataSet withCategories(List<Integer> counts) {
    if (encoding != null) {
      throw new SupernetException(
          DATA,
          Text.of("The features of data set '%s' have names; say its categories before.", name));
    }
    CategoryChecks.check(this, counts);
    return new DataSet(
        name, elementType, exampleShape, examples, labels, null, notes, scaled, null, counts);
  }

  /**
   * The same examples, whose numbers reach the network as they stand, such as numbers of tokens.
   * All others are brought to mean 0 and deviation 1 before. Bytes count as value / 255 in any
   * case.
   *
   * @since 0.2
   */
  public DataSet unscaled() {
    return new DataSet(
        name,
        elementType,
        exampleShape,
        examples,
        labels,
        encoding,
        notes,
        false,
        imageReading,
        categories);
  }

  /** Whether the network gets them at mean 0 and deviation 1. */
  boolean isScaled() {
    return scaled;
  }

  /** What messages and reports call it; a {@link #subset} keeps the name. */
  public String name() {
    return name;
  }

  /** How many examples it has, at least 1. */
  public int size() {
    return labels.size();
  }

  /** The type of the values. */
  public ElementType elementType() {
    return elementType;
  }

  /** The shape of one example: {@code [height, width, channels]} or {@code [features]}. */
  public List<Long> exampleShape() {
    return exampleShape;
  }

  /**
   * How many classes there are, of which an example has one or a set; a class may have no example.
   * None where labels are values.
   */
  public int classes() {
    return classNames().size();
  }

  /** The names of the classes, by label or place in a set; none where labels are values. */
  public List<String> classNames() {
    return labels.names();
  }

  /**
   * Whether its labels are numbers to be predicted, and no classes.
   *
   * @since 0.2
   */
  public boolean hasValues() {
    return labels instanceof Labels.Values;
  }

  /**
   * Whether each example has a set of classes, and not just one.
   *
   * @since 0.2
   */
  public boolean hasSets() {
    return labels instanceof Labels.Sets;
  }

  /**
   * The sets of classes: uint8 {@code [examples, classes]}, 1 where an example is of the class,
   * else 0. A read-only view.
   *
   * @throws IllegalStateException if the labels are no sets
   * @since 0.2
   */
  public ByteBuffer sets() {
    if (labels instanceof Labels.Sets sets) {
      return ByteBuffer.wrap(sets.of()).asReadOnlyBuffer();
    }
    throw new IllegalStateException("Data set '" + name + "' has " + labels + ", no sets.");
  }

  /**
   * The numbers to be predicted, a copy.
   *
   * @throws IllegalStateException if the labels are classes
   * @since 0.2
   */
  public float[] values() {
    if (labels instanceof Labels.Values values) {
      return values.of().clone();
    }
    throw new IllegalStateException("Data set '" + name + "' has " + labels + ", no values.");
  }

  /**
   * All examples one after another, row-major, in native byte order; read-only. Those of a {@link
   * #subset} are a copy.
   *
   * @throws SupernetException if they are larger than a buffer can be; see {@link #examples(int,
   *     int)}
   */
  public ByteBuffer examples() {
    return examples(0, size());
  }

  /**
   * Some examples that follow one another, as {@link #examples()}.
   *
   * @param from the first of them, from 0
   * @param to the one behind the last
   * @since 0.2
   */
  public ByteBuffer examples(int from, int to) {
    return examples.range(from, to);
  }

  /** Puts an example behind what is in a buffer. */
  @API(status = INTERNAL)
  public void read(int index, ByteBuffer into) {
    examples.read(index, into);
  }

  /** How many bytes all examples have. */
  @API(status = INTERNAL)
  public long bytes() {
    return examples.bytes();
  }

  /** Whether examples are on disk and read when they are needed. */
  @API(status = INTERNAL)
  public boolean isStreamed() {
    return examples.areStreamed();
  }

  /** What the user should know of how the examples were read. */
  List<String> notes() {
    return notes;
  }

  /** Means and deviations of the channels. */
  Normalization normalization() {
    return normalization.get();
  }

  /** The label of an example, 0 to classes - 1, as {@link #labels}. */
  public int label(int i) {
    return indices()[i];
  }

  /**
   * The labels of all examples, a copy.
   *
   * @throws IllegalStateException if they are values or sets
   */
  public int[] labels() {
    return indices().clone();
  }

  private int[] indices() {
    if (labels instanceof Labels.Classes classes) {
      return classes.of();
    }
    throw new IllegalStateException(
        "Data set '" + name + "' has " + labels + ", not a class each.");
  }

  /** What the examples are labeled with. */
  Labels labeling() {
    return labels;
  }

  /** How the rows of a table became these examples; empty if they are from no table. */
  @API(status = INTERNAL)
  public Optional<TableEncoding> encoding() {
    return Optional.ofNullable(encoding);
  }

  /**
   * Of each feature, how many categories it numbers, as {@link #withCategories} has it; empty if
   * all are numbers.
   *
   * @since 0.2
   */
  public List<Integer> categories() {
    return categories;
  }

  /** How files of images became these examples; empty if they are from no such files. */
  @API(status = INTERNAL)
  public Optional<ImageReading> imageReading() {
    return Optional.ofNullable(imageReading);
  }

  /** The same examples, which were made of files of images; with more to be known of that. */
  @API(status = INTERNAL)
  public DataSet readAs(ImageReading reading, List<String> more) {
    List<String> all = ImmutableList.<String>builder().addAll(more).addAll(notes).build();
    return new DataSet(
        name,
        elementType,
        exampleShape,
        examples,
        labels,
        encoding,
        all,
        scaled,
        reading,
        categories);
  }

  /** The examples at these indices, in their order; they share the memory of these. */
  public DataSet subset(int[] indices) {
    return new DataSet(
        name,
        elementType,
        exampleShape,
        examples.subset(indices),
        labels.subset(indices),
        encoding,
        notes,
        scaled,
        imageReading,
        categories);
  }

  /** A fingerprint of type, shape, labels, values and categories: 64 hexadecimal digits. */
  public String sha256() {
    return sha256.get();
  }

  private String hash() {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(elementType.name(), StandardCharsets.UTF_8).putInt(exampleShape.size());
    exampleShape.forEach(hasher::putLong);
    labels.addTo(hasher);
    examples.addTo(hasher);
    if (!scaled) {
      hasher.putString("unscaled", StandardCharsets.UTF_8);
    }
    categories.forEach(hasher::putInt);
    return hasher.hash().toString();
  }
}
