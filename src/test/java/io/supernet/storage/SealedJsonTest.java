package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedJsonTest {

  record Recipe(String name, int eggs, double sugar, List<String> steps, Map<String, Double> oven) {
    Recipe {
      if (eggs < 0) {
        throw new IllegalArgumentException("A cake has 0 or more eggs.");
      }
    }
  }

  private static final Recipe CAKE =
      new Recipe("|a~0|", 3, Double.NaN, List.of("stir", "bake"), Map.of("top", 180.5));
  private static final SealedJson<Recipe> FORMAT =
      new SealedJson<>("recipe", 2, Recipe.class, "bake another one");

  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() {
    Path file = folder.resolve("cake.json");
    assertThat(FORMAT.find(file)).isEmpty();
    FORMAT.write(file, CAKE);
    assertThat(FORMAT.read(file)).isEqualTo(CAKE);
    assertThat(FORMAT.find(file)).contains(CAKE);
    assertThat(file)
        .content()
        .startsWith("{\n  \"format\": \"supernet recipe 2\",\n  \"sha256\": ");
  }

  @Test
  void whiteSpaceAndTheOrderOfKeysAreNothing() {
    JsonObject sealed = JsonParser.parseString(FORMAT.seal(CAKE)).getAsJsonObject();
    JsonObject other = new JsonObject();
    sealed.entrySet().stream()
        .sorted(Map.Entry.<String, com.google.gson.JsonElement>comparingByKey().reversed())
        .forEach(e -> other.add(e.getKey(), e.getValue()));
    assertThat(FORMAT.open(other.toString(), Path.of("cake.json"))).isEqualTo(CAKE);
  }

  /** Whatever byte changes, in whatever way: the same content, or an error that names the file. */
  @Test
  void noChangedByteIsReadAsSomethingElse() {
    byte[] text = FORMAT.seal(CAKE).getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < text.length; i++) {
      for (int flip : new int[] {1, 2, 32, 'x' ^ text[i], '0' ^ text[i]}) {
        byte[] changed = text.clone();
        changed[i] ^= (byte) flip;
        try {
          String read = new String(changed, StandardCharsets.UTF_8);
          assertThat(FORMAT.open(read, Path.of("cake.json"))).isEqualTo(CAKE);
        } catch (SupernetException e) {
          assertThat(e.kind()).isEqualTo(Kind.RUN);
          assertThat(e).hasMessageStartingWith("'cake.json' ").hasMessageEndingWith("one.");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(3 * text.length);
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    String text = FORMAT.seal(CAKE);
    refuses(text.replace("\"eggs\": 3", "\"eggs\": 4"), "or was changed after Supernet wrote it");
    refuses(text.replace("recipe 2", "recipe 3"), "has format 3 of a newer version of Supernet");
    refuses(text.replace("recipe 2", "recipe 1"), "has format 1 of a former version");
    refuses(text.replace("recipe 2", "run 2"), "does not say that it is a recipe");
    refuses(text.substring(0, text.length() / 2), "is damaged; bake another one.");
    refuses("", "is damaged; bake another one.");
    refuses("[1]", "is damaged; bake another one.");
    refuses("{}", "does not say that it is a recipe");
    Path file = folder.resolve("cake.json");
    assertThatThrownBy(() -> FORMAT.read(file)).hasMessageContaining("cake.json' is missing; bake");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> FORMAT.read(file)).hasMessageContaining("is damaged; bake");
  }

  /** A hash that fits does not make values possible. */
  @Test
  void aRecordThatRefusesItsValuesIsTold() {
    record Any(String name, int eggs, double sugar, List<String> steps, Map<String, Double> oven) {}
    String text =
        new SealedJson<>("recipe", 2, Any.class, "").seal(new Any("", -1, 0, List.of(), Map.of()));
    refuses(text, "holds impossible values");
  }

  private static void refuses(String text, String part) {
    assertThatThrownBy(() -> FORMAT.open(text, Path.of("cake.json")))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("'cake.json' ")
        .hasMessageContaining(part);
  }
}
