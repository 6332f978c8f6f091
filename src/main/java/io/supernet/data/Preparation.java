package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How what was read became examples, so that it does again.
 *
 * @param table of the rows of a table
 * @param images of files of images
 */
@API(status = INTERNAL)
public record Preparation(Optional<TableEncoding> table, Optional<ImageReading> images) {

  /** Nothing was read before. */
  public static final Preparation NONE = new Preparation(Optional.empty(), Optional.empty());

  /** That of the training examples. */
  public static Preparation of(DataSet train) {
    return new Preparation(train.encoding(), train.imageReading());
  }
}
