package io.supernet.storage;

import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of JSON file that the program writes and reads again: what is read is what was written,
 * or an error that names the file. Each file begins with its format, such as {@code "supernet run
 * 1"}, and the SHA-256 of the rest, apart from white space and the order of keys.
 *
 * @param <T> what it holds; written as a JSON object
 */
public final class SealedJson<T> {

  private static final String FORMAT = "format";
  private static final String HASH = "sha256";
  private static final Pattern NAME = Pattern.compile("supernet (\\S+) ([1-9]\\d{0,8})");

  private final String kind;
  private final int version;
  private final Class<T> type;
  private final String wayOut;

  /**
   * A kind of file.
   *
   * @param kind one word, such as {@code "run"}
   * @param version of the format, at least 1; a new one for each change that old files do not fit
   * @param wayOut what a user can do about a file that cannot be read, such as {@code "restore it,
   *     or begin a new run"}
   */
  public SealedJson(String kind, int version, Class<T> type, String wayOut) {
    this.kind = kind;
    this.version = version;
    this.type = type;
    this.wayOut = wayOut;
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file, T value) {
    AtomicFiles.write(file, seal(value));
  }

  /** The text of a file. */
  public String seal(T value) {
    JsonObject content = Json.tree(value).getAsJsonObject();
    JsonObject sealed = new JsonObject();
    sealed.addProperty(FORMAT, Text.of("supernet %s %d", kind, version));
    sealed.addProperty(HASH, hash(content));
    content.entrySet().forEach(e -> sealed.add(e.getKey(), e.getValue()));
    return Json.pretty(sealed) + "\n";
  }

  /**
   * Reads a file.
   *
   * @throws SupernetException of kind RUN if it is missing, damaged, was altered, or is of another
   *     kind or version; of kind STORAGE if it cannot be read
   */
  public T read(Path file) {
    try {
      return open(Files.readString(file), file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "is missing", e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is damaged", e);
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }

  /** Reads a file, if there is one. */
  public Optional<T> find(Path file) {
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** What a text says; {@code file} is named in errors. */
  public T open(String text, Path file) {
    try {
      JsonObject sealed = JsonParser.parseString(text).getAsJsonObject();
      checkFormat(sealed.remove(FORMAT), file);
      JsonElement hash = sealed.remove(HASH);
      if (hash == null || !hash.getAsString().equals(hash(sealed))) {
        throw unreadable(file, "is damaged, or was changed after Supernet wrote it", null);
      }
      return Json.LINE.fromJson(sealed, type);
    } catch (SupernetException e) {
      throw e;
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw unreadable(file, "is damaged", e);
    } catch (RuntimeException e) { // A record's constructor that refuses the values.
      throw unreadable(file, "holds impossible values", e);
    }
  }

  private void checkFormat(JsonElement format, Path file) {
    Matcher name = NAME.matcher(format == null ? "" : format.getAsString());
    if (!name.matches() || !name.group(1).equals(kind)) {
      throw unreadable(file, "is damaged: it does not say that it is a " + kind, null);
    }
    int found = Integer.parseInt(name.group(2));
    if (found != version) {
      throw unreadable(
          file,
          Text.of(
              "has format %d of a %s version of Supernet, this one reads format %d",
              found, found > version ? "newer" : "former", version),
          null);
    }
  }

  private SupernetException unreadable(Path file, String why, Exception cause) {
    return new SupernetException(Kind.RUN, Text.of("'%s' %s; %s.", file, why, wayOut), cause);
  }

  private static String hash(JsonObject content) {
    return Hashing.sha256()
        .hashString(Json.pretty(sorted(content)), StandardCharsets.UTF_8)
        .toString();
  }

  /** The same with keys in the order of their names, at each depth. */
  private static JsonElement sorted(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, JsonElement> fields = new TreeMap<>(element.getAsJsonObject().asMap());
      JsonObject object = new JsonObject();
      fields.forEach((name, value) -> object.add(name, sorted(value)));
      return object;
    }
    if (element.isJsonArray()) {
      JsonArray array = new JsonArray();
      element.getAsJsonArray().forEach(e -> array.add(sorted(e)));
      return array;
    }
    return element;
  }
}
