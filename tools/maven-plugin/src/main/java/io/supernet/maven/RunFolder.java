package io.supernet.maven;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** The folder of a run, of which the name says what decides its result. */
record RunFolder(Path path) {

  /** Where the run exports; copied from here to where the build wants it. */
  Path model() {
    return path.resolve("model");
  }

  /** Whether there is something to go on with. */
  boolean began() {
    return Files.exists(path.resolve("manifest.json"));
  }

  JsonObject manifest() throws MojoExecutionException {
    return read("manifest.json").orElseThrow();
  }

  /** What was found, once a phase came to its end. */
  Optional<JsonObject> outcome() throws MojoExecutionException {
    return read("result.json");
  }

  /** The exported architecture with its figures. */
  Optional<JsonObject> winner() throws MojoExecutionException {
    return outcome()
        .filter(found -> found.has("savedModel") && found.has("winner"))
        .map(
            found ->
                found
                    .getAsJsonArray("candidates")
                    .get(found.get("winner").getAsInt())
                    .getAsJsonObject());
  }

  /** The audit against trainings of its own. */
  Optional<JsonObject> audit() throws MojoExecutionException {
    return read("audit.json");
  }

  /** How an exported model keeps its kernels. */
  String weights(int version) throws MojoExecutionException {
    return read("model/" + version + "/supernet.json")
        .map(model -> model.getAsJsonObject("weights").get("format").getAsString())
        .orElse("float32");
  }

  private Optional<JsonObject> read(String name) throws MojoExecutionException {
    Path file = path.resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(JsonParser.parseString(Files.readString(file)).getAsJsonObject())
          : Optional.empty();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new MojoExecutionException(
          "'" + file + "' cannot be read; restore it, or begin anew with -Dsupernet.force.", e);
    }
  }

  /** Whether something was last made by these words. */
  boolean isMadeBy(String what, List<String> words) throws MojoExecutionException {
    try {
      Path stamp = stamp(what);
      return Files.exists(stamp) && Files.readAllLines(stamp).equals(words);
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read " + stamp(what), e);
    }
  }

  /** Keeps the words by which something was made. */
  void madeBy(String what, List<String> words) throws MojoExecutionException {
    try {
      Files.write(stamp(what), words);
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot write " + stamp(what), e);
    }
  }

  private Path stamp(String what) {
    return path.resolve(what + ".maven");
  }

  void delete() throws MojoExecutionException {
    Folders.delete(path);
  }
}
