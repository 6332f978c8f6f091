package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.search.SearchHistory;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A search that goes on or begins, in the journal of its run. What it heard before is not written
 * again. Where an architecture that failed then can be judged now, or the other way round, it
 * begins anew under another name: from there on it may ask for others.
 */
@API(status = INTERNAL)
public final class JournaledSearch implements SearchHistory {

  private final SearchJournal journal;
  private final SearchOptions options;
  private final int batch;
  private final Function<Architecture, String> format;
  private Optional<RecordedSearch> past;

  /** Under which it is in the journal; empty before it is. */
  private Optional<String> name;

  private final List<Evaluation> heard = new ArrayList<>();

  /** Since it goes on. */
  private boolean written;

  JournaledSearch(
      SearchJournal journal,
      SearchOptions options,
      Optional<RecordedSearch> past,
      int batch,
      Function<Architecture, String> format) {
    this.journal = journal;
    this.options = options;
    this.past = past;
    this.name = past.map(RecordedSearch::name);
    this.batch = past.map(RecordedSearch::batch).orElse(batch);
    this.format = format;
  }

  /**
   * How many it evaluates at once, even if it continues on another machine: proposals may depend on
   * it.
   */
  public int batch() {
    return batch;
  }

  @Override
  public Optional<Architecture> past(int number) {
    return past.map(search -> search.heard().get(number));
  }

  @Override
  public SupernetException differs(int number, Architecture asked) {
    return new SupernetException(
        Kind.RUN,
        Text.of(
            "Strategy '%s' asks for %s as number %d, where search '%s' in '%s' had %s before it was interrupted; with a strategy that is the same each time this does not happen. Delete that file to search again; what is evaluated is kept.",
            options.strategy(),
            format.apply(asked),
            number,
            name.orElseThrow(),
            journal.layout().searches(),
            past(number).map(format).orElseThrow()));
  }

  @Override
  public void hear(List<Evaluation> evaluations) {
    List<SearchRecord> lines = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      heard.add(evaluation);
      int number = heard.size();
      if (past(number).isPresent() && past.get().failed().contains(number) != evaluation.failed()) {
        past = Optional.empty();
        name = Optional.empty();
        lines.clear();
      }
      if (name.isEmpty()) {
        name = Optional.of(journal.newName(options));
        lines.add(SearchRecord.begin(name.get(), options, batch));
        for (int i = 1; i < number; i++) {
          lines.add(line(i));
        }
      }
      if (past(number).isEmpty()) {
        lines.add(line(number));
      }
    }
    journal.append(lines);
    written |= !lines.isEmpty();
  }

  private SearchRecord line(int number) {
    Evaluation evaluation = heard.get(number - 1);
    return SearchRecord.heard(
        name.orElseThrow(), number, evaluation.architecture(), evaluation.failed());
  }

  /** Writes that it came to its end with this result, which holds something. */
  public void end(SearchResult result) {
    RecordedSearch.End end = new RecordedSearch.End(result.evaluations().size(), result.end());
    if (written || past.flatMap(RecordedSearch::end).filter(end::equals).isEmpty()) {
      journal.append(List.of(SearchRecord.end(name.orElseThrow(), end.evaluations(), end.why())));
    }
  }
}
