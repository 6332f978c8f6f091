package io.supernet.report;

import java.util.List;
import java.util.Map;

/**
 * A line of {@code training.jsonl}; a line may lack any of it.
 *
 * @param event {@code progress}, or what happened, such as {@code rollback}
 * @param step steps done
 * @param passes forward and backward passes done
 * @param loss smoothed, in nats
 * @param learningRate of the last step
 * @param imagesPerSecond since the last line
 * @param probes validation accuracy of a few architectures, 0 to 1
 * @param shares of the operations in the updates since the last line, 0 to 1, by option name
 * @param entropies of a learning sampler's choices, in nats, one a decision
 * @param note what happened
 */
record TrainingLine(
    String event,
    long step,
    long passes,
    Double loss,
    Double learningRate,
    Double imagesPerSecond,
    Map<String, Double> probes,
    Map<String, Double> shares,
    List<Double> entropies,
    String note) {

  TrainingLine {
    event = event == null ? "progress" : event;
    probes = probes == null ? Map.of() : probes;
    shares = shares == null ? Map.of() : shares;
    entropies = entropies == null ? List.of() : entropies;
    note = note == null ? "" : note;
  }

  boolean isProgress() {
    return event.equals("progress");
  }
}
