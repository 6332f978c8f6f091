package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.run.Run;
import io.supernet.storage.Journal;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Scores that were made with weights that are lost: scores exist, but the supernet has to be
 * trained again, as its checkpoint was deleted or damaged. On one thread it becomes the same; on
 * several, old and new scores must not be ranked together.
 */
final class LostScores {

  private LostScores() {}

  /** Before a training: moves the scores that it makes untrue aside, and says so. */
  static void setAside(Run run, Progress progress) {
    if (run.options().threads() == 1) {
      return;
    }
    List<Path> lost =
        Stream.concat(
                Stream.of(run.layout().evaluations()),
                Stream.of(BatchNormMode.values()).map(run.layout()::evaluations))
            .filter(Files::exists)
            .filter(journal -> !Journal.read(journal, Evaluation.class).isEmpty())
            .toList();
    lost.forEach(journal -> setAside(journal, progress));
    // What was asked for because of these scores, or ranked against them, is of no use without
    // them. A search that another evaluator judged has lost nothing.
    if (!lost.isEmpty()) {
      Stream.of(run.layout().searches(), run.layout().prior())
          .filter(Files::exists)
          .forEach(LostScores::move);
    }
  }

  private static void setAside(Path journal, Progress progress) {
    int scores = Journal.read(journal, Evaluation.class).size();
    Path aside = move(journal);
    progress.note(
        Text.of(
            "warning: %,d scores are of weights that are lost; they are kept in '%s' and made again with the new ones",
            scores, aside));
  }

  private static Path move(Path journal) {
    Path aside = free(journal);
    try {
      Files.move(journal, aside);
    } catch (IOException e) {
      throw StorageFailures.of(journal, e);
    }
    return aside;
  }

  private static Path free(Path journal) {
    int number = 1;
    Path aside = journal;
    while (Files.exists(aside)) {
      aside = journal.resolveSibling(Text.of("lost-%d-%s", number++, journal.getFileName()));
    }
    return aside;
  }
}
