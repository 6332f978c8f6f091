package io.supernet.images;

import com.google.common.hash.Hashing;
import io.supernet.Text;
import io.supernet.data.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds images that are there twice: of two classes, or in two parts of the data. */
final class Sightings {

  /** The first place of a content. */
  private record Sighting(Part part, int label, String name) {}

  /** Cautions of one kind: how often, and the first two images. */
  private static final class Pairs {
    private int count;
    private @Nullable String first;

    void add(String one, String other) {
      if (count++ == 0) {
        first = Text.of("'%s' and '%s'", one, other);
      }
    }

    /** How often, and where first; empty if never. */
    Optional<String> text() {
      return count == 0 ? Optional.empty() : Optional.of(Text.of("%d times: %s", count, first));
    }
  }

  private final Map<Long, Sighting> first = new HashMap<>();

  /** What the content of a file is known by. */
  static long content(byte[] file) {
    return Hashing.sha256().hashBytes(file).asLong();
  }

  /** Adds the images of a part; gives sentences on what is there twice. */
  List<String> add(ImageSource source, int[] kept, long[] contents) {
    Pairs classes = new Pairs();
    Pairs parts = new Pairs();
    for (int i : kept) {
      Sighting here = new Sighting(source.part(), source.label(i), source.name(i));
      Sighting before = first.putIfAbsent(contents[i], here);
      if (before == null) {
        continue;
      }
      if (before.label() != here.label()) {
        classes.add(before.name(), here.name());
      } else if (before.part() != here.part()) {
        parts.add(before.name(), here.name());
      }
    }
    return Stream.of(
            classes
                .text()
                .map(
                    pairs ->
                        "caution: the same image has two classes, "
                            + pairs
                            + "; one of the two is wrong"),
            parts
                .text()
                .map(
                    pairs ->
                        "caution: the same image is in two parts, "
                            + pairs
                            + "; what is measured there was learned by heart"))
        .flatMap(Optional::stream)
        .toList();
  }
}
