package io.supernet.search;

import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import java.util.Optional;

/**
 * Where a search stands.
 *
 * @param best the best so far by the first objective; empty before there is one
 * @param text the same in words
 * @since 0.2
 */
public record SearchStatus(Optional<Evaluation> best, String text) implements Progress.Status {}
