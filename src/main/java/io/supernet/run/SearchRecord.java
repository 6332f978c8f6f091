package io.supernet.run;

import io.supernet.run.RecordedSearch.End;
import io.supernet.space.Architecture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code searches.jsonl}: something that happened to a search.
 *
 * @param event {@link #BEGIN}, {@link #HEARD}, {@link #END} or {@link #REOPEN}
 * @param search which one, such as {@code evolution#1}
 * @param options with {@code BEGIN}, else null: those that decide on its proposals
 * @param number with {@code BEGIN}: of evaluations at once; with {@code HEARD}: of the evaluation,
 *     from 1; with {@code END}: of all evaluations; else null
 * @param architecture with {@code HEARD}, else null: the one evaluated
 * @param failed with {@code HEARD} true if it could not be judged, else null
 * @param end with {@code END}, else null: why the strategy came to its end, empty if the budget or
 *     the time did
 */
record SearchRecord(
    String event,
    String search,
    @Nullable SearchOptions options,
    @Nullable Integer number,
    @Nullable Architecture architecture,
    @Nullable Boolean failed,
    @Nullable String end) {

  /** It begins. */
  static final String BEGIN = "begin";

  /** It asked for an architecture and hears of it, whichever search evaluated it first. */
  static final String HEARD = "heard";

  /** It has come to its end. */
  static final String END = "end";

  /** It continues after a time limit had ended it. */
  static final String REOPEN = "reopen";

  SearchRecord {
    boolean complete =
        switch (event) {
          case BEGIN -> options != null && number != null && number >= 1;
          case HEARD -> architecture != null && number != null && number >= 1;
          case END -> end != null && number != null && number >= 1;
          case REOPEN -> true;
          default -> false;
        };
    if (!complete || !search.matches(".+#[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("Nothing of a search: " + event + " of " + search);
    }
  }

  static SearchRecord begin(String search, SearchOptions options, int batch) {
    return new SearchRecord(BEGIN, search, options, batch, null, null, null);
  }

  static SearchRecord heard(String search, int number, Architecture architecture, boolean failed) {
    return new SearchRecord(
        HEARD, search, null, number, architecture, failed ? Boolean.TRUE : null, null);
  }

  static SearchRecord end(String search, int number, String end) {
    return new SearchRecord(END, search, null, number, null, null, end);
  }

  static SearchRecord reopen(String search) {
    return new SearchRecord(REOPEN, search, null, null, null, null, null);
  }

  /** The number behind its name: searches are counted, whatever their strategy. */
  int count() {
    return Integer.parseInt(search.substring(search.lastIndexOf('#') + 1));
  }

  /** Of an event that has a number. */
  int counted() {
    return Optional.ofNullable(number).orElseThrow();
  }

  /** The end that this event is. */
  Optional<End> ended() {
    return event.equals(END)
        ? Optional.ofNullable(end).map(why -> new End(counted(), why))
        : Optional.empty();
  }

  boolean hasFailed() {
    return Boolean.TRUE.equals(failed);
  }
}
