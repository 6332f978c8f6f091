package io.supernet.run;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import io.supernet.evaluate.Evaluation;
import java.lang.reflect.Type;

/** An evaluation as it is written elsewhere, with the key as one more field. */
final class RetrainedJson implements JsonSerializer<Retrained>, JsonDeserializer<Retrained> {

  private static final String KEY = "key";

  @Override
  public JsonElement serialize(Retrained retrained, Type type, JsonSerializationContext context) {
    JsonObject json = new JsonObject();
    json.addProperty(KEY, retrained.key());
    context
        .serialize(retrained.evaluation())
        .getAsJsonObject()
        .entrySet()
        .forEach(e -> json.add(e.getKey(), e.getValue()));
    return json;
  }

  @Override
  public Retrained deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
    JsonObject fields = json.getAsJsonObject();
    String key = fields.remove(KEY).getAsString();
    Evaluation evaluation = context.deserialize(fields, Evaluation.class);
    return new Retrained(key, evaluation);
  }
}
