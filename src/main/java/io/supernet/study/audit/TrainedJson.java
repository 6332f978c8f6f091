package io.supernet.study.audit;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import io.supernet.evaluate.Evaluation;
import java.lang.reflect.Type;

/** An evaluation as it is written elsewhere, with what the training was as more fields. */
final class TrainedJson implements JsonSerializer<Trained>, JsonDeserializer<Trained> {

  private static final String KEY = "key";
  private static final String SEED = "seed";
  private static final String SECONDS = "seconds";

  @Override
  public JsonElement serialize(Trained trained, Type type, JsonSerializationContext context) {
    JsonObject json = new JsonObject();
    json.addProperty(KEY, trained.key());
    json.addProperty(SEED, trained.seed());
    json.addProperty(SECONDS, trained.seconds());
    context
        .serialize(trained.evaluation())
        .getAsJsonObject()
        .entrySet()
        .forEach(e -> json.add(e.getKey(), e.getValue()));
    return json;
  }

  @Override
  public Trained deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
    JsonObject fields = json.getAsJsonObject();
    String key = fields.remove(KEY).getAsString();
    int seed = fields.remove(SEED).getAsInt();
    double seconds = fields.remove(SECONDS).getAsDouble();
    return new Trained(key, seed, seconds, context.deserialize(fields, Evaluation.class));
  }
}
