package io.supernet.spaces.own;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;

/** Classes that users might name as their network, most of them wrong. */
public final class OwnNetworks {

  private OwnNetworks() {}

  /** As it should be. */
  public static class Good implements Network {
    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      return b.dense("head", x, b.task().classes());
    }
  }

  /** Has a constructor with a parameter only. */
  public static class NeedsParameter extends Good {
    final int width;

    public NeedsParameter(int width) {
      this.width = width;
    }
  }

  /** Its constructor is not public. */
  public static class PrivateConstructor extends Good {
    private PrivateConstructor() {}
  }

  /** Cannot be made. */
  public abstract static class Abstract extends Good {
    public Abstract() {}
  }

  /** Is not public. */
  static class Hidden extends Good {
    public Hidden() {}
  }

  /** Is no network. */
  public static class NoNetwork {}
}
