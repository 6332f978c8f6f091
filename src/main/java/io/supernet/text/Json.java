package io.supernet.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

/** How all JSON is written and read again. */
public final class Json {

  /** On one line; infinite and undefined figures are figures too. */
  public static final Gson LINE =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private static final Gson PRETTY = LINE.newBuilder().setPrettyPrinting().create();

  private Json() {}

  /** For people; what is no number in JSON, such as NaN, is a string there. */
  public static String pretty(Object value) {
    return PRETTY.toJson(tree(value));
  }

  /** As a reader sees it. */
  public static JsonElement tree(Object value) {
    return JsonParser.parseString(LINE.toJson(value));
  }
}
