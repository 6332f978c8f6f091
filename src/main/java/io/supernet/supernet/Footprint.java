package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.sun.management.OperatingSystemMXBean;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The memory that a model takes at the least, in bytes. What TensorFlow takes beside it, such as
 * gradients and room to work in, is left out: a model that is refused for its footprint cannot fit.
 *
 * @param weights all weights, with what the optimizer keeps of each and the sum of its gradients
 * @param activations what a training step keeps of its forward pass until the gradients are there
 * @param data the examples, which this machine holds, too, when a GPU does
 */
@API(status = INTERNAL)
public record Footprint(double weights, double activations, double data) {

  private static final int FLOAT = 4;
  private static final double GIGA = 1e9;

  /** Bytes of a step by bytes of its activations: 1.45 in NAS-Bench-201, 1.53 in DARTS' space. */
  private static final double STEP_BY_ACTIVATIONS = 1.5;

  /**
   * Of a model that has not begun to train.
   *
   * @param parameters its scalars, all candidates counted
   */
  static Footprint of(long parameters, ModelOptions options, Split split) {
    int slots = options.optimization().method() == Optimization.Method.SGD ? 1 : 2;
    int copies = 1 + slots + (options.accumulates() ? 1 : 0);
    long data =
        Stream.of(split.train(), split.validation(), split.test())
            .filter(part -> !part.isStreamed())
            .mapToLong(DataSet::bytes)
            .sum();
    return new Footprint((double) FLOAT * parameters * copies, 0, data);
  }

  /** Of a supernet that has not begun to train. */
  public static Footprint of(Definition definition, ModelOptions options, Split split) {
    return of(definition.supernetParameters(), options, split);
  }

  /**
   * The same in a training step.
   *
   * @param batch examples of the step
   * @param kept by {@link Definition#keptActivations} of the path
   */
  public Footprint training(int batch, long kept) {
    return new Footprint(weights, (double) FLOAT * batch * kept, data);
  }

  /**
   * What of it lies in the memory of this machine: that of a GPU is not known before it is used.
   */
  public Footprint onHost() {
    return onHost(NativeBuild.isForGpus());
  }

  Footprint onHost(boolean gpu) {
    return gpu ? new Footprint(0, 0, data) : this;
  }

  /** The memory of this machine, or as much of it as its container may use. */
  public static long machine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /**
   * Warns of what may not fit, as gradients and the program itself take memory, too.
   *
   * @param machine bytes that there are
   */
  public Optional<String> caution(long machine) {
    double likely = weights + STEP_BY_ACTIVATIONS * activations + data;
    return likely > 0.8 * machine
        ? Optional.of(
            Text.of(
                "training takes about %.1f GB of memory and this machine has %.1f GB, so the system may end it; a smaller batch or narrower layers take less",
                likely / GIGA, machine / GIGA))
        : Optional.empty();
  }

  /**
   * Refuses what cannot fit.
   *
   * @param name of the space
   * @param machine bytes that there are
   * @throws SupernetException with the estimate, the memory of the machine, and what to change
   */
  public void check(String name, long machine) {
    double all = weights + activations + data;
    if (all <= machine) {
      return;
    }
    String wayOut =
        activations > weights && activations > data
            ? "take a smaller batch, or narrower layers"
            : weights > data ? "take fewer or narrower candidates" : "take fewer examples";
    throw new SupernetException(
        Kind.USAGE,
        Text.of(
            "Training '%s' takes at least %.1f GB of memory (weights and what their updates keep %.1f, activations of a step %.1f, data %.1f), and this machine has %.1f GB; %s.",
            name,
            all / GIGA,
            weights / GIGA,
            activations / GIGA,
            data / GIGA,
            machine / GIGA,
            wayOut));
  }
}
