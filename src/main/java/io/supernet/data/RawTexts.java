package io.supernet.data;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A column of categories.
 *
 * @param name of the column
 * @param texts all different ones; one that is missing is empty
 * @param codes by row, the index of its text
 */
@SuppressWarnings("ArrayRecordComponent")
record RawTexts(String name, List<String> texts, int[] codes) implements RawColumn {

  /** So many categories have a place of their own; more are numbered, and looked up. */
  private static final int MOST_PLACES = 64;

  /** So many categories are numbered. */
  private static final int MOST_CATEGORIES = 4096;

  /** A category of so many training rows is not rare. */
  private static final int NOT_RARE = 5;

  /** Nor is one that has this part of few training rows. */
  private static final int NOT_RARE_PART = 20;

  @Override
  public TableColumn fit(int[] train) {
    int[] counts = new int[texts.size()];
    for (int row : train) {
      counts[codes[row]]++;
    }
    int missing = texts.indexOf("");
    int least = Math.max(1, Math.min(NOT_RARE, train.length / NOT_RARE_PART));
    List<String> own =
        IntStream.range(0, counts.length)
            .boxed()
            .filter(code -> code != missing && counts[code] >= least)
            .sorted(
                Comparator.<Integer>comparingInt(code -> -counts[code]).thenComparing(texts::get))
            .limit(MOST_CATEGORIES)
            .map(texts::get)
            .sorted()
            .toList();
    int gaps =
        missing < 0 ? 0 : Math.toIntExact(IntStream.of(codes).filter(c -> c == missing).count());
    boolean flagged = missing >= 0 && counts[missing] > 0;
    if (own.size() > MOST_PLACES) {
      return TableColumn.embedded(name, gaps, flagged, own);
    }
    Set<String> known = Set.copyOf(own);
    boolean others =
        IntStream.range(0, counts.length)
            .anyMatch(
                code -> code != missing && counts[code] > 0 && !known.contains(texts.get(code)));
    return TableColumn.texts(name, gaps, flagged, own, others);
  }

  @Override
  public Encoder encoder(TableColumn fitted) {
    int[] places = fitted.places(texts);
    return (row, out) -> fitted.put(places[codes[row]], out);
  }
}
