package io.supernet.extension;

import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.DataSource;
import io.supernet.data.Split;
import java.util.List;
import java.util.random.RandomGenerator;

/** Data sources as users write them, and what can be wrong with them. */
public final class OwnData {

  private OwnData() {}

  /** Whether the first number is above the second, drawn from the streams of the run. */
  public static class Pairs implements DataSource {
    @Override
    public Split load(RandomStreams streams) {
      RandomGenerator random = streams.stream("pairs", 0);
      float[][] rows = new float[60][2];
      int[] labels = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new float[] {random.nextFloat(), random.nextFloat()};
        labels[i] = rows[i][0] > rows[i][1] ? 1 : 0;
      }
      return Split.of(DataSet.ofRows("pairs", List.of("no", "yes"), rows, labels), streams);
    }
  }

  /** Others than those of the same streams. */
  public static final class Others extends Pairs {
    @Override
    public Split load(RandomStreams streams) {
      return super.load(new RandomStreams(streams.seed("others", 0)));
    }
  }

  /** Has a mistake in it. */
  public static final class Fails implements DataSource {
    @Override
    public Split load(RandomStreams streams) {
      throw new AssertionError("no such bucket");
    }
  }

  /** Forgets to return something. */
  public static final class Nothing implements DataSource {
    @Override
    public Split load(RandomStreams streams) {
      return null;
    }
  }

  /** Has nothing to train on. */
  public static final class Empty implements DataSource {
    @Override
    public Split load(RandomStreams streams) {
      DataSet none = DataSet.ofRows("empty", List.of("no", "yes"), new float[0][2], new int[0]);
      return new Split(none, none, none);
    }
  }
}
