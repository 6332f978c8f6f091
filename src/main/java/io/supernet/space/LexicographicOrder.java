package io.supernet.space;

import com.google.common.collect.AbstractSequentialIterator;
import org.jspecify.annotations.Nullable;

/** Every canonical architecture of a space, isomorphism aside, each made from the one before. */
final class LexicographicOrder extends AbstractSequentialIterator<Architecture> {

  private final SearchSpace space;

  LexicographicOrder(SearchSpace space) {
    super(Architecture.of(new int[space.decisions().size()]));
    this.space = space;
  }

  /** The last decision that matters and has options left moves on, all behind it start again. */
  @Override
  protected @Nullable Architecture computeNext(Architecture last) {
    int[] choices = last.toArray();
    for (int i = choices.length - 1; i >= 0; i--) {
      if (space.active(last, i) && choices[i] + 1 < space.decisions().get(i).options().size()) {
        choices[i]++;
        return Architecture.of(choices);
      }
      choices[i] = 0;
    }
    return null;
  }
}
