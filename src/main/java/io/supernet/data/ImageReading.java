package io.supernet.data;

import static io.supernet.SupernetException.Kind.USAGE;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How files of images become examples. Kept with a run and in what it exports, so that all that is
 * done with the run reads images in one way.
 *
 * @param channels 1 for gray, 3 for red, green and blue, 4 with what is opaque
 */
@API(status = INTERNAL)
public record ImageReading(ImageSize size, int channels, ImageFit fit) {

  private static final Set<Integer> CHANNELS = Set.of(1, 3, 4);

  public ImageReading {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(fit, "fit");
    checkChannels(channels);
  }

  /** Refuses what files of images have not. */
  static void checkChannels(int channels) {
    if (!CHANNELS.contains(channels)) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "Images have 1 channel (gray), 3 (color) or 4 (color and alpha), not %d.", channels));
    }
  }

  /** Whether files can become examples of a shape: images in gray or color. */
  public static boolean fits(List<Long> shape) {
    return shape.size() == 3 && CHANNELS.contains(Math.toIntExact(shape.get(2)));
  }

  /** The shape of an example: {@code [height, width, channels]}. */
  public List<Long> shape() {
    return List.of((long) size.height(), (long) size.width(), (long) channels);
  }
}
