package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Definition;
import io.supernet.network.Subnet;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.space.Architecture;
import org.apiguardian.api.API;

/**
 * How large the SavedModel of an architecture will be, without making it: four bytes a number, and
 * for each layer and weight what it takes in the graph and in the index of the variables. The
 * latter was measured on 18 exports of four spaces, 73 to 754 KB large: those of DARTS, whose
 * dilated kernels take more operations, are up to 12 % larger, no other differs by more than 5 %.
 */
@API(status = INTERNAL)
public final class SavedModelSize {

  private static final int BYTES_A_NUMBER = 4;
  private static final int BYTES_A_STEP = 560;
  private static final int BYTES_AROUND = 7_000;

  private SavedModelSize() {}

  /** Bytes of the files. */
  public static double bytes(Definition definition, Architecture architecture) {
    Subnet served = Folded.structure(definition.subnet(architecture));
    long numbers = 0;
    for (Step step : served.steps()) {
      if (step.source() instanceof Weight) {
        numbers += step.shape().stream().reduce(1L, (a, b) -> a * b);
      }
    }
    return BYTES_A_NUMBER * numbers + (double) BYTES_A_STEP * served.steps().size() + BYTES_AROUND;
  }
}
