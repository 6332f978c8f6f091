package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apiguardian.api.API;

/** What reads a data set whose size and shape are known already. */
@API(status = INTERNAL)
public interface ExampleReader {

  ElementType elementType();

  List<Long> exampleShape();

  /** How many examples there are at the most. */
  int size();

  /** Puts all examples that can be read, and tells of what they are labeled with. */
  Labeled read(ExampleStore store);

  /** In bytes. */
  default int exampleBytes() {
    long bytes = elementType().bytes();
    for (long dimension : exampleShape()) {
      bytes = Math.multiplyExact(bytes, dimension);
    }
    return Math.toIntExact(bytes);
  }

  /**
   * What was read.
   *
   * @param labels of the examples that are kept
   * @param kept which of those in the store, in the order of the labels; empty for all
   * @param notes for the user, such as which files were left out
   */
  record Labeled(Labels labels, List<Integer> kept, List<String> notes) {
    public Labeled {
      kept = ImmutableList.copyOf(kept);
      notes = ImmutableList.copyOf(notes);
    }

    /** All examples, and nothing to say. */
    static Labeled of(Labels labels) {
      return new Labeled(labels, List.of(), List.of());
    }

    /**
     * Examples of classes.
     *
     * @param names of the classes, by label
     * @param classes of the examples that are kept
     */
    public static Labeled of(
        List<String> names, int[] classes, List<Integer> kept, List<String> notes) {
      return new Labeled(new Labels.Classes(names, classes), kept, notes);
    }

    /**
     * Examples of sets of classes.
     *
     * @param data name of the data set, for messages
     * @param names of the classes
     * @param sets {@code [kept examples][classes]}: whether one is of a class
     */
    public static Labeled ofSets(
        String data, List<String> names, boolean[][] sets, List<Integer> kept, List<String> notes) {
      return new Labeled(LabelSets.of(data, names, sets), kept, notes);
    }
  }
}
