package io.supernet.controller;

import io.supernet.evaluate.Evaluation;
import io.supernet.search.Capability;
import io.supernet.search.SearchStrategy;
import io.supernet.search.Unseen;
import io.supernet.search.Watch;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Derives architectures from a controller that was trained with its supernet: samples it, and
 * learns nothing more. Its end is reached when it only repeats itself. Where limits leave so few
 * architectures that the space is told of some, those that it does not sample are drawn at the end.
 *
 * <p>Pham, Guan, Zoph, Le, Dean: Efficient Neural Architecture Search via Parameter Sharing, ICML
 * 2018, section 2.2, "deriving architectures". The paper judges each sample on one batch of
 * validation examples; here the search judges it on all.
 */
public final class Derive implements SearchStrategy {

  private static final int BATCH = 50;
  private static final int MOST_REPEATS = 100;

  private final SearchSpace space;
  private final Supplier<Controller> opener;
  private final RandomGenerator random;
  private final Unseen unseen;
  private Controller controller;

  /** Samples a controller, which is opened when it is needed first and closed with this. */
  public Derive(SearchSpace space, Supplier<Controller> controller, RandomGenerator random) {
    this.space = space;
    this.opener = controller;
    this.random = random;
    this.unseen = new Unseen(space, random);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public List<Architecture> propose(int most) {
    if (controller == null) {
      controller = opener.get();
    }
    List<Architecture> fresh = Watch.untilUp(found -> sample(found, most));
    return fresh.isEmpty() && !space.known().isEmpty() ? unseen.draw(most) : fresh;
  }

  private void sample(List<Architecture> found, int most) {
    for (int i = 0; i < MOST_REPEATS && found.isEmpty() && !unseen.isExhausted(); i++) {
      controller.sample(BATCH, random.nextLong()).stream()
          .map(space::canonical)
          .filter(unseen::take)
          .limit(most)
          .forEach(found::add);
    }
  }

  @Override
  public void observe(List<Evaluation> evaluations) {}

  @Override
  public void close() {
    if (controller != null) {
      controller.close();
    }
  }
}
