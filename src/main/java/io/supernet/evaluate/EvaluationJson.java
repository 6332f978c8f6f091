package io.supernet.evaluate;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import io.supernet.space.Architecture;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An evaluation with each metric as a field of its own: {@code {"architecture": …, "accuracy": …,
 * "loss": …}}, or a {@code failure} in place of the metrics. Files from before metrics had names
 * have just these two.
 */
final class EvaluationJson implements JsonSerializer<Evaluation>, JsonDeserializer<Evaluation> {

  private static final String ARCHITECTURE = "architecture";
  private static final String FAILURE = "failure";

  @Override
  public JsonElement serialize(Evaluation evaluation, Type type, JsonSerializationContext context) {
    JsonObject json = new JsonObject();
    json.add(ARCHITECTURE, context.serialize(evaluation.architecture()));
    evaluation.metrics().forEach(json::addProperty);
    if (evaluation.failed()) {
      json.addProperty(FAILURE, evaluation.failure());
    }
    return json;
  }

  @Override
  public Evaluation deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
    JsonObject fields = json.getAsJsonObject();
    Architecture architecture =
        context.deserialize(fields.remove(ARCHITECTURE), Architecture.class);
    if (architecture == null) {
      throw new JsonParseException("an evaluation of no architecture");
    }
    JsonElement failure = fields.remove(FAILURE);
    if (failure != null) {
      return Evaluation.failed(architecture, failure.getAsString());
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    fields.entrySet().forEach(e -> metrics.put(e.getKey(), e.getValue().getAsDouble()));
    return new Evaluation(architecture, metrics);
  }
}
