package io.supernet.data;

import static io.supernet.SupernetException.Kind.USAGE;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of an image in pixels.
 *
 * @param height from 1 to 4096
 * @param width from 1 to 4096
 * @since 0.2
 */
public record ImageSize(int height, int width) {

  private static final int MOST = 4096;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:[xX×](\\d{1,5}))?");

  public ImageSize {
    if (height < 1 || width < 1 || height > MOST || width > MOST) {
      throw new SupernetException(
          USAGE,
          Text.of("Images are 1 to %d pixels high and wide, not %dx%d.", MOST, height, width));
    }
  }

  /** Reads {@code HEIGHTxWIDTH}, or one number for both. */
  public static ImageSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "'%s' is no size of images; give height and width, such as 48x64, or one number for both.",
              text));
    }
    int height = Integer.parseInt(matcher.group(1));
    return new ImageSize(
        height, matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
