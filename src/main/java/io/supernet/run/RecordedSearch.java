package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.supernet.evaluate.Evaluation;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A search as the journal has it.
 *
 * @param name such as {@code evolution#1}
 * @param options those that decide on its proposals
 * @param batch how many it evaluates at once
 * @param heard the architectures that it asked for, by number from 1 in the order in which it heard
 *     of them
 * @param failed those of these numbers that could not be judged then
 * @param end after how many evaluations it came to its end, and why, as {@link SearchResult#end}
 *     says it; none while it goes on
 */
@API(status = INTERNAL)
public record RecordedSearch(
    String name,
    SearchOptions options,
    int batch,
    Map<Integer, Architecture> heard,
    Set<Integer> failed,
    Optional<End> end) {

  /** An end; the reason is empty if the budget or the time was used up. */
  public record End(int evaluations, String why) {}

  public RecordedSearch {
    heard = ImmutableMap.copyOf(heard);
    failed = ImmutableSet.copyOf(failed);
  }

  static RecordedSearch of(SearchRecord begin, SearchOptions options, List<SearchRecord> all) {
    List<SearchRecord> own = all.stream().filter(r -> r.search().equals(begin.search())).toList();
    List<SearchRecord> heard =
        own.stream().filter(r -> r.event().equals(SearchRecord.HEARD)).toList();
    return new RecordedSearch(
        begin.search(),
        options,
        begin.counted(),
        heard.stream()
            .collect(
                Collectors.toMap(SearchRecord::counted, SearchRecord::architecture, (a, b) -> b)),
        heard.stream()
            .filter(SearchRecord::hasFailed)
            .map(SearchRecord::counted)
            .collect(Collectors.toSet()),
        own.get(own.size() - 1).ended());
  }

  /** Whether a time limit ended it; with more time it would continue. */
  boolean ranOutOfTime() {
    return end.filter(e -> e.why().isEmpty() && e.evaluations() < options.budget()).isPresent();
  }

  /**
   * What it has heard so far, as far as these evaluations know it.
   *
   * @param known what the run has evaluated, once each
   */
  public List<Evaluation> evaluations(List<Evaluation> known) {
    Map<Architecture, Evaluation> byArchitecture =
        known.stream().collect(Collectors.toMap(Evaluation::architecture, e -> e));
    List<Evaluation> evaluations = new ArrayList<>();
    int most = end.map(End::evaluations).orElse(heard.size());
    for (int i = 1; i <= most && byArchitecture.containsKey(heard.get(i)); i++) {
      evaluations.add(byArchitecture.get(heard.get(i)));
    }
    return List.copyOf(evaluations);
  }

  /**
   * What it has found, if it came to its end and nothing is missing.
   *
   * @param known what the run has evaluated, once each
   */
  public Optional<SearchResult> result(List<Evaluation> known) {
    List<Evaluation> evaluations = evaluations(known);
    return end.filter(e -> e.evaluations() == evaluations.size())
        .map(e -> new SearchResult(evaluations, e.why()));
  }
}
