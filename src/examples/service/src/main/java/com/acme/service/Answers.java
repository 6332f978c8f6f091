package com.acme.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** What requests are answered, as objects that become JSON. */
final class Answers {

  private static final int MOST_BYTES = 1 << 20;

  private final Models models;
  private final Figures figures = new Figures();

  /**
   * The model is asked by as many threads as there are cores; the others wait, first come first.
   */
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  Answers(Models models) {
    this.models = models;
  }

  /** Counts and times of what was answered. */
  Figures figures() {
    return figures;
  }

  /** How the service does. */
  Map<String, Object> status(HttpExchange request) throws Refusal {
    try (ServedModel model = models.enter()) {
      Map<String, Object> status = new LinkedHashMap<>();
      status.put("version", model.version());
      status.put("input", model.info().input());
      status.put("problem", models.problem());
      status.put("requests", figures.counts());
      status.put("p50Milliseconds", figures.milliseconds(0.5));
      status.put("p99Milliseconds", figures.milliseconds(0.99));
      status.put("heapKib", Figures.heapKib());
      Figures.residentKib().ifPresent(kib -> status.put("residentKib", kib));
      return status;
    }
  }

  /** The classes or values of the examples in the body of a request. */
  Map<String, Object> to(HttpExchange request) throws Refusal, IOException {
    byte[] body = request.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new Refusal(
          413, "The body has more than " + MOST_BYTES + " bytes; send fewer examples.");
    }
    String type = String.valueOf(request.getRequestHeaders().getFirst("Content-Type"));
    try (ServedModel model = models.enter()) {
      ModelInfo info = model.info();
      Batch batch =
          type.startsWith("image/")
              ? ImageExample.read(body, info)
              : JsonExamples.read(new String(body, UTF_8), info);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("version", model.version());
      answer.put("predictions", predictions(ask(model.engine(), batch), info, batch.examples()));
      return answer;
    }
  }

  private float[] ask(Engine engine, Batch batch) {
    turns.acquireUninterruptibly();
    try {
      return engine.answer(batch.values(), batch.examples());
    } catch (Exception e) {
      throw new IllegalStateException("The model failed.", e);
    } finally {
      turns.release();
    }
  }

  private static List<Map<String, Object>> predictions(float[] values, ModelInfo info, int examples)
      throws Refusal {
    List<Map<String, Object>> predictions = new ArrayList<>();
    int width = values.length / examples;
    for (int i = 0; i < examples; i++) {
      int best = i * width;
      for (int j = i * width; j < (i + 1) * width; j++) {
        if (!Float.isFinite(values[j])) {
          throw new Refusal(400, "Example " + i + " is beyond what the model can compute.");
        }
        best = values[j] > values[best] ? j : best;
      }
      Map<String, Object> prediction = new LinkedHashMap<>();
      if (info.multilabel()) {
        Map<String, Float> labels = new LinkedHashMap<>();
        for (int j = 0; j < width; j++) {
          if (values[i * width + j] > 0.5) {
            labels.put(info.classNames().get(j), values[i * width + j]);
          }
        }
        prediction.put("labels", labels);
      } else if (info.classNames().isEmpty()) {
        prediction.put("value", values[i]);
      } else {
        prediction.put("class", info.classNames().get(best - i * width));
        prediction.put("probability", values[best]);
      }
      predictions.add(prediction);
    }
    return predictions;
  }
}
