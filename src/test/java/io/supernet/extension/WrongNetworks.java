package io.supernet.extension;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.space.Notation;
import java.util.List;

/** Networks of users, each with a mistake. Tests find the line of it by the comment at its end. */
public final class WrongNetworks {

  private WrongNetworks() {}

  /** As it should be, but for what is changed below. */
  public abstract static class Fine implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      Activation h =
          b.choose(
              "body", x, candidate("skip", Operations.identity()), candidate("own", this::own));
      return b.dense("head", h, b.task().classes());
    }

    Activation own(NetworkBuilder b, Activation x) {
      return b.relu(x);
    }
  }

  public static final class Throws implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      throw new IllegalStateException("no weather\n data."); // Throws
    }
  }

  public static final class MisusesTheBuilder extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      return b.concat(null); // MisusesTheBuilder
    }
  }

  public static final class ThrowsInACandidate extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      throw new IllegalStateException("no weather data"); // ThrowsInACandidate
    }
  }

  public static final class ThrowsInTensorFlow extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      return b.tensorflow(
          List.of(x),
          (tf, in) -> {
            throw new IllegalStateException("no weather data"); // ThrowsInTensorFlow
          });
    }
  }

  public static final class ThrowsInHelper extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      return Helper.help();
    }
  }

  public static final class ReturnsNull implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      return null;
    }
  }

  public static final class ReturnsNullInACandidate extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      return null;
    }
  }

  public static final class ReturnsNullInTensorFlow extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      return b.tensorflow(List.of(x), (tf, in) -> null);
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  public static final class NeverEnds implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      return build(b, x); // NeverEnds
    }
  }

  public static final class TakesAllMemory implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      throw new OutOfMemoryError("Java heap space"); // TakesAllMemory
    }
  }

  public static final class LacksAClass implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      throw new NoClassDefFoundError("com/acme/Weather"); // LacksAClass
    }
  }

  public static final class FailsWhenMade extends Fine {
    public FailsWhenMade() {
      throw new IllegalStateException("no weather data"); // FailsWhenMade
    }
  }

  public static final class FailsWhenLoaded extends Fine {
    static final int WIDTH = Integer.parseInt("wide"); // FailsWhenLoaded
  }

  /** Its rule is asked outside of {@code build}. */
  public static final class ThrowsInARule extends Fine {
    @Override
    Activation own(NetworkBuilder b, Activation x) {
      return b.follow(
          "rule",
          choices -> {
            throw new IllegalStateException("no weather data"); // ThrowsInARule
          },
          x,
          List.of(candidate("a", Operations.identity()), candidate("b", Operations.relu())));
    }
  }

  public static final class HasNoNotation extends Fine {
    @Override
    public Notation notation() {
      return null;
    }
  }

  public static final class ThrowsInAnIsomorphism extends Fine {
    @Override
    public Isomorphism isomorphism() {
      return ThrowsInAnIsomorphism::representative;
    }

    private static Architecture representative(Architecture architecture) {
      throw new IllegalStateException("no weather data"); // ThrowsInAnIsomorphism
    }
  }

  public static final class Exits implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      System.exit(0); // Exits
      return null;
    }
  }

  /** Is no network, and must not be run to find that out. */
  public static final class NoNetwork {
    static {
      System.setProperty("io.supernet.extension.ran", "NoNetwork");
    }
  }

  /** A class beside the network. */
  @SuppressWarnings("DoNotCallSuggester")
  static final class Helper {

    private Helper() {}

    static Activation help() {
      throw new IllegalStateException("no weather data"); // ThrowsInHelper
    }
  }
}
