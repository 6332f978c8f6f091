package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.batchNorm;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.layerNorm;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Activation;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/** Normalization of as many channels as the input has, with the first scales and offsets. */
final class ElasticNorm implements Operation {

  private static final List<String> KINDS = List.of("batch", "layer", "none");

  private final String name;
  private final ElasticWeight scale;
  private final ElasticWeight offset;

  /** Makes scales and offsets for the most channels. */
  ElasticNorm(NetworkBuilder b, String name, long channels) {
    NetworkBuilder inside = b.scope(name);
    this.name = name;
    this.scale = ElasticWeight.of(inside, "scale", List.of(channels), Initializer.ones(), false);
    this.offset = ElasticWeight.of(inside, "offset", List.of(channels), Initializer.zeros(), false);
  }

  /** By batch. */
  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    int channels = x.channels();
    return batchNorm(scale.first(b, channels), offset.first(b, channels)).apply(b.scope(name), x);
  }

  /** Of some kinds, by one decision for all places. */
  Operation chosen(List<String> kinds) {
    return (b, x) ->
        b.scope(name)
            .choose("norm", x, kinds.stream().map(kind -> candidate(kind, of(kind))).toList());
  }

  private Operation of(String kind) {
    return switch (kind) {
      case "batch" -> this;
      case "layer" -> byExample();
      default -> identity();
    };
  }

  /** By row or token. */
  Operation byExample() {
    return (b, x) -> {
      int channels = x.channels();
      return layerNorm(scale.first(b, channels), offset.first(b, channels)).apply(b, x);
    };
  }

  /** Refuses a kind that is not known. */
  static void check(String kind) {
    if (!KINDS.contains(kind)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("The definition says norms: '%s'; it takes some of %s.", kind, KINDS));
    }
  }
}
