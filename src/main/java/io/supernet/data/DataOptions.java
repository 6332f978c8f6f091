package io.supernet.data;

import static io.supernet.SupernetException.Kind.USAGE;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How examples are read, where what they are from leaves a choice. Columns of a table are called by
 * their names in its header, or else by their places, from 1.
 *
 * @param task what is predicted; null if the labels decide
 * @param label the column of the labels; null for the last one. Of a multilabel task at least two,
 *     with commas between them, in quotes where a name has one itself
 * @param drop columns that are left out
 * @param keep columns that are used although they look like the numbers or names of rows
 * @param header whether the first line of a table names its columns; null if its cells decide
 * @param metric name of the metric that a search wants the best of; null for that of the task
 * @param classWeights whether each class counts as much as any other in training
 * @param stream whether images are decoded once into a file and read from there when they are
 *     needed; null if their size decides
 * @param huber bound of the Huber loss of a regression, in standard deviations of the training
 *     values; null for squared errors
 * @param imageSize of examples that are made of files of images; null if those decide
 * @param channels of such examples: 1, 3 or 4; null if the files decide
 * @param imageFit what becomes of a file whose sides have another ratio; null for {@link
 *     ImageFit#CROP}
 * @since 0.2
 */
@RecordBuilder
public record DataOptions(
    @Nullable TaskKind task,
    @Nullable String label,
    List<String> drop,
    List<String> keep,
    @Nullable Boolean header,
    @Nullable String metric,
    boolean classWeights,
    @Nullable Boolean stream,
    @Nullable Double huber,
    @Nullable ImageSize imageSize,
    @Nullable Integer channels,
    @Nullable ImageFit imageFit)
    implements DataOptionsBuilder.With {

  /** What labels say. */
  public enum TaskKind {
    /** A class each. */
    CLASSIFICATION,
    /** A number each. */
    REGRESSION,
    /** A set of classes each. */
    MULTILABEL;

    /** What a data set is for. */
    public static TaskKind of(DataSet data) {
      return data.hasValues() ? REGRESSION : data.hasSets() ? MULTILABEL : CLASSIFICATION;
    }

    /** As users write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Everything as the file says. */
  public static final DataOptions DEFAULT =
      new DataOptions(
          null, null, List.of(), List.of(), null, null, false, null, null, null, null, null);

  public DataOptions {
    drop = ImmutableList.copyOf(drop);
    keep = ImmutableList.copyOf(keep);
    if (huber != null) {
      checkHuber(huber);
    }
    if (channels != null) {
      ImageReading.checkChannels(channels);
    }
  }

  /** Refuses a bound of the Huber loss at which it is hardly one. */
  @API(status = INTERNAL)
  public static void checkHuber(double bound) {
    Bounds.check("bound of the Huber loss", bound, 1e-3, 1e3);
  }

  /** Refuses what can only be said of a table. */
  void refuseColumns(String data) {
    if (label != null || header != null || !drop.isEmpty() || !keep.isEmpty()) {
      throw new SupernetException(
          USAGE,
          Text.of("Data '%s' are no table, and have no columns to choose; leave it away.", data));
    }
  }

  /** Refuses the choice of a task where the form of the data leaves none. */
  @API(status = INTERNAL)
  public void refuseOtherThan(TaskKind only, String data) {
    if (task != null && task != only) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "Data '%s' are for a %s, not for '--task %s'; leave it away.",
              data, only.text(), task.text()));
    }
  }

  /** Refuses what can only be said of files of images. */
  void refuseImages(String data) {
    if (imageSize != null || channels != null || imageFit != null) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "Data '%s' are no files of images, whose size, channels and fit can be chosen; leave it away.",
              data));
    }
  }
}
