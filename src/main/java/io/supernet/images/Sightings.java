package io.supernet.images;

import com.google.common.hash.Hashing;
import io.supernet.Text;
import io.supernet.data.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    void tell(String sentence, List<String> cautions) {
      if (count > 0) {
        cautions.add(Text.of(sentence, count, first));
      }
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
    List<String> cautions = new ArrayList<>();
    classes.tell(
        "caution: the same image has two classes, %d times: %s; one of the two is wrong", cautions);
    parts.tell(
        "caution: the same image is in two parts, %d times: %s; what is measured there was learned by heart",
        cautions);
    return cautions;
  }
}
