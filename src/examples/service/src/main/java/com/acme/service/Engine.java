package com.acme.service;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A model that answers; any thread may ask it. */
interface Engine extends AutoCloseable {

  /** Makes an engine of a version's folder. */
  @FunctionalInterface
  interface Loader {
    Engine load(Path version, ModelInfo info) throws Exception;
  }

  /**
   * Answers examples.
   *
   * @param values of all examples, one after another: a direct buffer in native byte order
   * @param examples how many
   * @return the first output of the model, example by example
   */
  float[] answer(ByteBuffer values, int examples) throws Exception;

  /**
   * Frees the model's memory, which the garbage collector does not see; nobody may be asking it.
   */
  @Override
  void close();

  /** The engine of a name that a user types. */
  static Loader named(String name) {
    return switch (name) {
      case "tensorflow" -> TensorFlowEngine::new;
      case "onnx" -> OnnxEngine::new;
      default ->
          throw new IllegalArgumentException(
              "Engine '" + name + "' is not known; take tensorflow or onnx.");
    };
  }
}
