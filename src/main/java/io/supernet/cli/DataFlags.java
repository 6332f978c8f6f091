package io.supernet.cli;

import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.ImageFit;
import io.supernet.data.ImageSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a new run reads its data. */
final class DataFlags {

  /** Two words for a choice that has a third: the data decide. */
  enum Answer {
    YES,
    NO;

    static @Nullable Boolean of(@Nullable Answer answer) {
      return answer == null ? null : answer == YES;
    }
  }

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "classification, regression (predicts a number) or multilabel (says of several columns which are true). Default: classification, and labels that look like numbers to predict are refused.")
  private @Nullable TaskKind task;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "Column of a table that is predicted: its name in the header, or its number from 1; several with commas of a multilabel task. Default: the last.")
  private @Nullable String label;

  @Option(
      names = "--drop",
      paramLabel = "COLUMNS",
      split = ",",
      description = "Columns of a table that are left out, by name or number.")
  private List<String> drop = new ArrayList<>();

  @Option(
      names = "--keep",
      paramLabel = "COLUMNS",
      split = ",",
      description =
          "Columns of a table that are used although they seem to name or number its rows, or hold too many different texts.")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--header",
      paramLabel = "YES|NO",
      description =
          "Whether the first line of a table names its columns: yes or no. Default: its cells decide.")
  private @Nullable Answer header;

  @Option(
      names = "--stream",
      paramLabel = "YES|NO",
      description =
          "Whether images are decoded once into a file of SUPERNET_CACHE (default ~/.cache/supernet) and read from there when a batch needs them: yes or no. Default: if they take more than 1 GiB or a third of Java's memory.")
  private @Nullable Answer stream;

  @Option(
      names = "--image-size",
      paramLabel = "HxW|N",
      description =
          "Height and width that files of images are read at, such as 48x64, or one number for both. Default: their own if it is the same of all and at most 256; else a square as high as half of them, at most 64.")
  private @Nullable ImageSize imageSize;

  @Option(
      names = "--channels",
      paramLabel = "N",
      description =
          "Channels that files of images are read with: 1 (gray), 3 (color) or 4 (color and alpha). Default: 1 if all are gray, else 3.")
  private @Nullable Integer channels;

  @Option(
      names = "--image-fit",
      paramLabel = "FIT",
      description =
          "What becomes of an image whose sides have another ratio: crop (the center is cut out), pad (black is left beside it) or stretch. Default: crop.")
  private @Nullable ImageFit imageFit;

  DataOptions options() {
    return DataOptions.DEFAULT
        .with()
        .task(task)
        .label(label)
        .drop(drop)
        .keep(keep)
        .header(Answer.of(header))
        .stream(Answer.of(stream))
        .imageSize(imageSize)
        .channels(channels)
        .imageFit(imageFit)
        .build();
  }
}
