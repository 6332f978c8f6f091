package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.controller.Controller;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.run.Figures;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchLimits;
import io.supernet.run.SearchOptions;
import io.supernet.search.Search;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Which evaluations a search made, in its order. The journal does not say: a strategy takes what
 * another one has evaluated before. So the strategy runs again, as when a run is resumed, and gets
 * its evaluations from the journal until one is missing.
 */
@API(status = INTERNAL)
public final class Replay {

  /**
   * A search as far as it got.
   *
   * @param strategy its name
   * @param evaluations in its order
   */
  public record Trace(String strategy, List<Evaluation> evaluations) {
    public Trace {
      evaluations = ImmutableList.copyOf(evaluations);
    }
  }

  /** An evaluation that was not made yet. */
  private static final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final SearchSpace space;
  private final List<Objective> objectives;
  private final RunOptions options;
  private final Supplier<Controller> controller;
  private final Map<Architecture, Evaluation> known = new HashMap<>();

  /** {@code controller} opens the one that was trained with the supernet. */
  Replay(
      Definition definition,
      Figures figures,
      RunOptions options,
      List<Evaluation> journal,
      Supplier<Controller> controller) {
    this.controller = controller;
    this.options = options;
    this.objectives = figures.objectives(options.search().objectives());
    this.space =
        journal.isEmpty()
            ? definition.distinct()
            : SearchLimits.narrow(definition.distinct(), figures, options.search(), streams())
                .space();
    journal.forEach(evaluation -> known.put(evaluation.architecture(), evaluation));
  }

  /** The search, and random search if it goes beside; those that did not begin are left out. */
  List<Trace> traces() {
    List<Trace> traces = new ArrayList<>();
    SearchOptions search = options.search();
    if (!known.isEmpty()) {
      List<Evaluation> own = new ArrayList<>();
      boolean ended = replay(search, own);
      traces.add(new Trace(search.strategy(), own));
      if (search.compares() && ended) {
        List<Evaluation> beside = new ArrayList<>();
        replay(search.stopped(own.size()).by(SearchOptions.RANDOM), beside);
        traces.add(new Trace(SearchOptions.RANDOM, beside));
      }
    }
    traces.removeIf(trace -> trace.evaluations().isEmpty());
    return traces;
  }

  /** Whether the search has come to its end. */
  private boolean replay(SearchOptions search, List<Evaluation> made) {
    try {
      new Search(
              space,
              watched -> search.start(watched, objectives, streams(), controller),
              this::look,
              search.budget(),
              1)
          .until(search.end())
          .hearing(made::add)
          .run(Architecture::toString, Progress.SILENT);
      return !made.isEmpty();
    } catch (NotYet e) {
      return false;
    }
  }

  private List<Evaluation> look(List<Architecture> architectures) {
    if (!known.keySet().containsAll(architectures)) {
      throw new NotYet();
    }
    return architectures.stream().map(known::get).toList();
  }

  private RandomStreams streams() {
    return new RandomStreams(options.seed());
  }
}
