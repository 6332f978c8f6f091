package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Fingerprint;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.measure.LatencyTable;
import io.supernet.network.Definition;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import org.apiguardian.api.API;

/** What the folder of a run says, for those who only look and for those who open it. */
@API(status = INTERNAL)
public final class RunFiles {

  private RunFiles() {}

  /** The manifest in a run's folder. */
  public static Manifest manifest(RunLayout layout) {
    return Manifest.read(layout.manifest());
  }

  /**
   * The network in a run's folder.
   *
   * @param extensions the loader of a class that the definition names
   * @throws SupernetException if it is not the one that the run began with
   */
  public static Definition definition(RunLayout layout, Manifest manifest, Extensions extensions) {
    NetworkDefinition text = kept(layout);
    Definition definition = Definitions.load(text, extensions.loader());
    if (!identity(text, definition).equals(manifest.definitionHash())) {
      throw otherDefinition(layout);
    }
    return definition;
  }

  static SupernetException otherDefinition(RunLayout layout) {
    return new SupernetException(
        Kind.RUN,
        Text.of(
            "'%s' or the class that it names is not the definition that this run's checkpoints were made with; restore it, or begin a new run with the changed one.",
            layout.definition()));
  }

  /**
   * The figures of a run's network; latency by the table in its folder.
   *
   * @param evaluator who judged the sample of a prior
   */
  public static Figures figures(
      RunLayout layout, Definition definition, String evaluator, Extensions extensions) {
    LatencyTable[] table = new LatencyTable[1];
    return new Figures(
        definition,
        architecture -> {
          if (table[0] == null) {
            table[0] =
                LatencyFile.read(layout)
                    .orElseThrow(
                        () ->
                            new SupernetException(
                                Kind.RUN,
                                Text.of(
                                    "Run '%s' has no latency table yet; make one with 'supernet latency'.",
                                    layout.folder())));
          }
          return table[0].predict(definition, architecture);
        },
        extensions,
        () -> PriorSample.read(layout, evaluator));
  }

  static NetworkDefinition kept(RunLayout layout) {
    return Definitions.kept(layout.definition(), "begin a new run");
  }

  /** Changes with the text of the definition, comments apart, and with the network it gives. */
  static String identity(NetworkDefinition network, Definition definition) {
    return Fingerprint.of("run definition", 1)
        .with("text", Definitions.format(network))
        .with("network", definition.fingerprint())
        .hex();
  }
}
