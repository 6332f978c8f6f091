package io.supernet.data;

import com.google.common.hash.Hasher;
import java.util.List;

/**
 * What the examples of a data set are labeled with; nobody changes it. There may be millions, so
 * they are arrays, which stay within this package.
 */
@SuppressWarnings("ArrayRecordComponent")
sealed interface Labels {

  /** How many examples are labeled. */
  int size();

  /**
   * The names of the classes, of which an example has one or a set; none where labels are values.
   */
  List<String> names();

  /** Those at these indices, in their order. */
  Labels subset(int[] indices);

  /** Puts them into a fingerprint of the data set. */
  void addTo(Hasher hasher);

  /**
   * A class each.
   *
   * @param names of the classes, by index
   * @param of each example, 0 to classes - 1
   */
  record Classes(List<String> names, int[] of) implements Labels {
    public Classes {
      names = List.copyOf(names);
    }

    @Override
    public int size() {
      return of.length;
    }

    @Override
    public Labels subset(int[] indices) {
      int[] some = new int[indices.length];
      for (int i = 0; i < some.length; i++) {
        some[i] = of[indices[i]];
      }
      return new Classes(names, some);
    }

    @Override
    public void addTo(Hasher hasher) {
      for (int label : of) {
        hasher.putInt(label);
      }
    }

    @Override
    public String toString() {
      return "classes " + names;
    }
  }

  /**
   * A number each.
   *
   * @param of each example, finite
   */
  record Values(float[] of) implements Labels {

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public int size() {
      return of.length;
    }

    @Override
    public Labels subset(int[] indices) {
      float[] some = new float[indices.length];
      for (int i = 0; i < some.length; i++) {
        some[i] = of[indices[i]];
      }
      return new Values(some);
    }

    @Override
    public void addTo(Hasher hasher) {
      hasher.putInt(of.length);
      for (float value : of) {
        hasher.putFloat(value);
      }
    }

    @Override
    public String toString() {
      return "values";
    }
  }

  /**
   * A set of classes each: none, one, several or all.
   *
   * @param names of the classes, by index
   * @param of {@code [examples][classes]}, one example after another: 1 where it is of the class,
   *     else 0
   */
  record Sets(List<String> names, byte[] of) implements Labels {
    public Sets {
      names = List.copyOf(names);
    }

    @Override
    public int size() {
      return of.length / names.size();
    }

    boolean has(int example, int label) {
      return of[example * names.size() + label] != 0;
    }

    @Override
    public Labels subset(int[] indices) {
      int width = names.size();
      byte[] some = new byte[Math.multiplyExact(indices.length, width)];
      for (int i = 0; i < indices.length; i++) {
        System.arraycopy(of, indices[i] * width, some, i * width, width);
      }
      return new Sets(names, some);
    }

    @Override
    public void addTo(Hasher hasher) {
      hasher.putInt(names.size()).putBytes(of);
    }

    @Override
    public String toString() {
      return "sets of " + names;
    }
  }
}
