package io.supernet.images;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataOptions;
import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import io.supernet.data.ImageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the beginnings of all training images say, and what follows from it for how they are read.
 */
final class ImageHeaders {

  /** Images of one size, if they are not larger, are read as they are. */
  private static final int LARGE = 256;

  /** Larger ones take long: a network for 64×64 has four times the work of one for 32×32. */
  private static final int USUAL = 64;

  private final List<ImageHeader> headers;

  private ImageHeaders(List<ImageHeader> headers) {
    this.headers = headers;
  }

  /** Looks at all images. */
  static ImageHeaders of(String spec, ImageSource source, Progress progress) {
    ImageHeader[] found = new ImageHeader[source.size()];
    Parallel.each(
        found.length,
        "look at images",
        progress,
        i -> {
          try {
            found[i] = source.look(i).orElse(null);
          } catch (IOException e) {
            found[i] = null; // To be told of once it is read.
          }
        });
    List<ImageHeader> headers = Arrays.stream(found).filter(Objects::nonNull).toList();
    if (headers.isEmpty()) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "None of the %,d images of data '%s' can be read, such as '%s'; give JPEG, PNG, BMP or GIF.",
              found.length, spec, source.name(0)));
    }
    return new ImageHeaders(headers);
  }

  /** How they are to be read. */
  ImageReading reading(DataOptions options) {
    boolean gray = headers.stream().allMatch(header -> header.channels() <= 2);
    return new ImageReading(
        Optional.ofNullable(options.imageSize()).orElseGet(this::size),
        Optional.ofNullable(options.channels()).orElse(gray ? 1 : 3),
        Optional.ofNullable(options.imageFit()).orElse(ImageFit.CROP));
  }

  private ImageSize size() {
    ImageHeader first = headers.get(0);
    if (isOneSize() && Math.max(first.height(), first.width()) <= LARGE) {
      return new ImageSize(first.height(), first.width());
    }
    int[] shorter =
        headers.stream().mapToInt(h -> Math.min(h.height(), h.width())).sorted().toArray();
    int median = shorter[shorter.length / 2];
    return new ImageSize(Math.min(USUAL, median), Math.min(USUAL, median));
  }

  private boolean isOneSize() {
    ImageHeader first = headers.get(0);
    return headers.stream()
        .allMatch(h -> h.height() == first.height() && h.width() == first.width());
  }

  /** What a person should know of that. */
  List<String> notes(ImageReading reading) {
    List<String> notes = new ArrayList<>();
    notes.add(
        Text.of(
            "images of %s pixels (height x width), read in %s %s",
            sizes(), reading.channels() == 1 ? "gray" : "color", as(reading)));
    long colors = headers.stream().filter(h -> h.channels() > 2).count();
    if (reading.channels() == 1 && colors > 0) {
      notes.add(Text.of("%,d of them have colors, which are left out", colors));
    }
    long transparent = headers.stream().filter(h -> h.channels() % 2 == 0).count();
    if (reading.channels() < 4 && transparent > 0) {
      notes.add(
          Text.of(
              "%,d of them have alpha, which is left out; '--channels 4' keeps it", transparent));
    }
    return notes;
  }

  private String as(ImageReading reading) {
    ImageHeader first = headers.get(0);
    if (isOneSize() && reading.size().equals(new ImageSize(first.height(), first.width()))) {
      return "as they are";
    }
    String fit =
        switch (reading.fit()) {
          case CROP -> "the center cut out";
          case PAD -> "black beside them";
          case STRETCH -> "stretched";
        };
    return Text.of("at %s, %s ('--image-size' and '--image-fit' change that)", reading.size(), fit);
  }

  private String sizes() {
    if (isOneSize()) {
      return headers.get(0).height() + "x" + headers.get(0).width();
    }
    IntSummaryStatistics heights =
        headers.stream().mapToInt(ImageHeader::height).summaryStatistics();
    IntSummaryStatistics widths = headers.stream().mapToInt(ImageHeader::width).summaryStatistics();
    return Text.of(
        "%dx%d to %dx%d", heights.getMin(), widths.getMin(), heights.getMax(), widths.getMax());
  }
}
