package io.supernet.example;

import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.evaluate.TolerantEvaluator;
import io.supernet.network.Definition;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.search.SearchStrategy;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** What the page on searches shows; it compiles, and its names are right. */
final class SearchUse {

  private SearchUse() {}

  static List<Evaluation> search(
      Definition definition, Function<SearchSpace, SearchStrategy> strategy, Evaluator evaluator) {
    // page
    SearchSpace space = definition.distinct().where(a -> definition.cost(a).macs() <= 40_000_000);
    List<Objective> objectives =
        List.of(Objective.ACCURACY, Objective.least("macs", a -> definition.cost(a).macs()));
    SearchResult result =
        new Search(space, strategy, new TolerantEvaluator(evaluator), 1000, 8)
            .withTimeLimit(Duration.ofMinutes(20))
            .withListener(evaluation -> System.out.println(evaluation))
            .run(definition::format, Progress.SILENT);
    return result.front(objectives);
    // end
  }

  // page
  static final class Reverse implements SearchStrategy {
    private final Deque<Architecture> open;

    Reverse(List<Architecture> all) {
      open = new ArrayDeque<>(all);
    }

    @Override
    public List<Architecture> propose(int most) {
      return open.isEmpty() ? List.of() : List.of(open.removeLast());
    }

    @Override
    public void observe(List<Evaluation> evaluations) {}
  }
  // end
}
