package io.supernet.images;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.ElementType;
import io.supernet.data.ExampleReader;
import io.supernet.data.ExampleStore;
import io.supernet.data.ImageReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads images of one part of the data, each encoded as in a file of its own. */
final class EncodedImages implements ExampleReader {

  /** So many may be left out, and one of a hundred, but not one of five. */
  private static final int FEW = 10;

  private static final int NAMED = 3;

  private final String spec;
  private final ImageSource source;
  private final ImageReading reading;
  private final Sightings sightings;
  private final Progress progress;

  EncodedImages(
      String spec,
      ImageSource source,
      ImageReading reading,
      Sightings sightings,
      Progress progress) {
    this.spec = spec;
    this.source = source;
    this.reading = reading;
    this.sightings = sightings;
    this.progress = progress;
  }

  @Override
  public ElementType elementType() {
    return ElementType.UINT8;
  }

  @Override
  public List<Long> exampleShape() {
    return reading.shape();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Labeled read(ExampleStore store) {
    Map<Integer, String> unreadable = new ConcurrentSkipListMap<>();
    long[] contents = new long[size()];
    try (ImageDecoder decoder = new ImageDecoder(reading)) {
      Parallel.each(
          size(),
          Text.of("read images (%s)", source.part()),
          progress,
          i -> {
            try {
              byte[] file = source.read(i);
              contents[i] = Sightings.content(file);
              if (file.length == 0) {
                unreadable.put(i, "empty");
              } else {
                store.put(i, decoder.decode(file));
              }
            } catch (ImageDecoder.Unreadable | IOException e) {
              unreadable.put(i, String.valueOf(e.getMessage()));
            }
          });
    }
    refuseMany(unreadable);
    int[] kept = IntStream.range(0, size()).filter(i -> !unreadable.containsKey(i)).toArray();
    List<String> notes = new ArrayList<>();
    if (!unreadable.isEmpty()) {
      notes.add(
          Text.of(
              "left out, as they are no images that can be read: %d of %,d, %s",
              unreadable.size(), size(), named(unreadable)));
    }
    notes.addAll(sightings.add(source, kept, contents));
    return Labeled.of(
        source.classes(),
        Arrays.stream(kept).map(source::label).toArray(),
        Arrays.stream(kept).boxed().toList(),
        notes);
  }

  private void refuseMany(Map<Integer, String> unreadable) {
    int most = Math.max(size() / 100, Math.min(FEW, size() / 5));
    if (unreadable.size() > most) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "%d of %,d images of data '%s' cannot be read, and at most %d are left out: %s. Only JPEG, PNG, BMP and GIF can; convert or remove the others.",
              unreadable.size(), size(), spec, most, named(unreadable)));
    }
  }

  private String named(Map<Integer, String> unreadable) {
    String first =
        unreadable.entrySet().stream()
            .limit(NAMED)
            .map(e -> Text.of("'%s' (%s)", source.name(e.getKey()), e.getValue()))
            .collect(Collectors.joining(", "));
    return unreadable.size() > NAMED
        ? Text.of("%s and %d more", first, unreadable.size() - NAMED)
        : first;
  }
}
