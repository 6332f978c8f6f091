package io.supernet.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.supernet.text.Json;

/** What {@code --json} prints: always an object, which says by which schema it is to be read. */
final class JsonResult {

  /** Rises when a member goes or means something else; others may come at any time. */
  static final int SCHEMA = 1;

  /** Holds the results of a command that has several. */
  static final String ROWS = "rows";

  private JsonResult() {}

  /** An object with its members, or a list as the member {@value #ROWS}. */
  static String of(Object result) {
    JsonObject all = new JsonObject();
    all.addProperty("schema", SCHEMA);
    JsonElement tree = Json.tree(result);
    if (tree.isJsonObject()) {
      tree.getAsJsonObject().entrySet().forEach(e -> all.add(e.getKey(), e.getValue()));
    } else {
      all.add(ROWS, tree);
    }
    return Json.pretty(all);
  }
}
