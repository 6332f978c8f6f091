package com.acme.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;

/**
 * Reads examples from JSON: an array of examples, each an array of the model's shape, such as
 * {@code [[5.1, 3.5, 1.4, 0.2]]} for rows of four numbers.
 */
final class JsonExamples {

  private static final int LONGEST_SHOWN = 40;

  private JsonExamples() {}

  static Batch read(String body, ModelInfo info) throws Refusal {
    JsonElement parsed;
    try {
      parsed = JsonParser.parseString(body);
    } catch (JsonParseException e) {
      throw new Refusal(400, "The body is not JSON; send an array of examples.");
    }
    if (!parsed.isJsonArray() || parsed.getAsJsonArray().isEmpty()) {
      throw new Refusal(400, "The body is not an array of examples; send one or more in brackets.");
    }
    JsonArray examples = parsed.getAsJsonArray();
    // Before there is room for them: a small body may claim to be many large examples.
    for (int i = 0; i < examples.size(); i++) {
      check(examples.get(i), info.exampleShape(), info, i);
    }
    Batch batch = Batch.of(info, examples.size());
    put(examples, batch, info.takesImages());
    return batch.ready();
  }

  private static void check(JsonElement part, List<Long> shape, ModelInfo info, int example)
      throws Refusal {
    if (shape.isEmpty()) {
      checkNumber(part, info, example);
      return;
    }
    if (!part.isJsonArray() || part.getAsJsonArray().size() != shape.get(0)) {
      String found = part.isJsonArray() ? part.getAsJsonArray().size() + " values" : "no array";
      throw new Refusal(
          400,
          "Example "
              + example
              + " has "
              + found
              + " where the model takes "
              + shape.get(0)
              + "; send arrays of the shape "
              + info.exampleShape()
              + ".");
    }
    for (JsonElement inner : part.getAsJsonArray()) {
      check(inner, shape.subList(1, shape.size()), info, example);
    }
  }

  private static void checkNumber(JsonElement part, ModelInfo info, int example) throws Refusal {
    boolean isNumber = part.isJsonPrimitive() && part.getAsJsonPrimitive().isNumber();
    float value = isNumber ? part.getAsFloat() : Float.NaN;
    if (info.takesImages() && !(value >= 0 && value <= 255 && value == (int) value)) {
      throw new Refusal(
          400, "Example " + example + " has the pixel " + shown(part) + "; send 0 to 255.");
    }
    if (!Float.isFinite(value)) {
      throw new Refusal(
          400, "Example " + example + " has the value " + shown(part) + "; send finite numbers.");
    }
  }

  private static String shown(JsonElement part) {
    String text = part.isJsonPrimitive() ? part.toString() : "of another kind";
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private static void put(JsonElement part, Batch batch, boolean pixels) {
    if (part.isJsonArray()) {
      part.getAsJsonArray().forEach(inner -> put(inner, batch, pixels));
    } else if (pixels) {
      batch.values().put((byte) (int) part.getAsFloat());
    } else {
      batch.values().putFloat(part.getAsFloat());
    }
  }
}
