package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Which searches a run has made, and which evaluation each of them heard when: {@code
 * searches.jsonl}. What the evaluations said is in {@code evaluations.jsonl}, once for all
 * searches.
 */
@API(status = INTERNAL)
public final class SearchJournal implements AutoCloseable {

  private final RunLayout layout;
  private final Journal<SearchRecord> journal;

  private SearchJournal(RunLayout layout, Journal<SearchRecord> journal) {
    this.layout = layout;
    this.journal = journal;
  }

  /** Opens the journal of a run that is open for writing. */
  public static SearchJournal open(RunLayout layout) {
    return new SearchJournal(layout, Journal.open(layout.searches(), SearchRecord.class));
  }

  /** The last search with these options as it stands; another process may be writing it. */
  public static Optional<RecordedSearch> find(RunLayout layout, SearchOptions options) {
    return find(Journal.read(layout.searches(), SearchRecord.class), options);
  }

  /** The last search with these options. */
  public Optional<RecordedSearch> find(SearchOptions options) {
    return find(journal.records(), options);
  }

  /** Continues the last search with these options if a time limit ended it. */
  public void reopen(SearchOptions options) {
    find(options)
        .filter(RecordedSearch::ranOutOfTime)
        .ifPresent(search -> journal.append(SearchRecord.reopen(search.name())));
  }

  /**
   * The search with these options, to go on with or to begin.
   *
   * @param batch how many are evaluated at once if the search begins
   * @param format how an architecture is shown in errors
   */
  public JournaledSearch resume(
      SearchOptions options, int batch, Function<Architecture, String> format) {
    return new JournaledSearch(this, options.proposing(), find(options), batch, format);
  }

  private static Optional<RecordedSearch> find(List<SearchRecord> records, SearchOptions options) {
    SearchOptions proposing = options.proposing();
    return records.stream()
        .filter(r -> r.event().equals(SearchRecord.BEGIN) && proposing.equals(r.options()))
        .reduce((earlier, later) -> later)
        .map(begin -> RecordedSearch.of(begin, proposing, records));
  }

  RunLayout layout() {
    return layout;
  }

  /** A name that no search has. */
  String newName(SearchOptions options) {
    int last = journal.records().stream().mapToInt(SearchRecord::count).max().orElse(0);
    return options.strategy() + "#" + (last + 1);
  }

  void append(List<SearchRecord> records) {
    journal.appendAll(records);
  }

  @Override
  public void close() {
    journal.close();
  }
}
