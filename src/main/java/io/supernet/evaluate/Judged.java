package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Which of some architectures were judged by all that were asked: only those are compared. One that
 * could not be judged has no accuracy, not the lowest.
 *
 * @param rows their positions, ascending
 * @param leftOut how many are left out, and why the first of them; empty if none is
 */
@API(status = INTERNAL)
public record Judged(List<Integer> rows, String leftOut) {

  public Judged {
    rows = ImmutableList.copyOf(rows);
  }

  /**
   * Of the same architectures in the same order in each list.
   *
   * @param judgments at least one list
   * @param format how an architecture is shown in messages
   */
  public static Judged byAll(
      List<List<Evaluation>> judgments, Function<Architecture, String> format) {
    int size = judgments.get(0).size();
    List<Integer> rows =
        IntStream.range(0, size)
            .filter(i -> judgments.stream().noneMatch(all -> all.get(i).failed()))
            .boxed()
            .toList();
    String leftOut =
        IntStream.range(0, size)
            .boxed()
            .flatMap(i -> judgments.stream().map(all -> all.get(i)))
            .filter(Evaluation::failed)
            .findFirst()
            .map(
                first ->
                    Text.of(
                        "%d of %d architectures could not be judged and are left out of all figures, the first of them %s: %s",
                        size - rows.size(),
                        size,
                        format.apply(first.architecture()),
                        first.failure()))
            .orElse("");
    return new Judged(rows, leftOut);
  }

  /** Warns of those that are left out, if any are. */
  public void tell(String what, Progress progress) {
    if (!leftOut.isEmpty()) {
      progress.note(Text.of("warning: %s: %s", what, leftOut));
    }
  }

  /** What belongs to those that are left. */
  public <T> List<T> of(List<T> all) {
    return rows.stream().map(all::get).toList();
  }
}
