package io.supernet.export;

import com.google.common.primitives.Floats;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.TableEncoding;
import io.supernet.onnx.OnnxInput;
import io.supernet.onnx.OnnxModel;
import io.supernet.storage.StorageFailures;
import io.supernet.supernet.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What is served, as a file of the format ONNX. */
final class OnnxFile {

  /** The name that model servers expect. */
  static final String NAME = "model.onnx";

  private OnnxFile() {}

  /**
   * Refuses examples that are not what a client would send.
   *
   * @param table that they are rows of, if they are of one
   */
  static void refuse(Optional<TableEncoding> table) {
    if (table.filter(encoding -> !encoding.isPlain()).isPresent()) {
      throw new SupernetException(
          Kind.USAGE,
          "The table has columns of categories, or with gaps, and ONNX would take numbers only; export a SavedModel alone (--format savedmodel).");
    }
  }

  /**
   * Writes the file into a folder; the same model gives the same bytes.
   *
   * @param metadata what else is to be known of the model
   */
  static void write(Served served, Map<String, String> metadata, Path folder) {
    refuse(served.table());
    OnnxInput input =
        new OnnxInput(
            served.input().name(),
            served.bytes(),
            served.exampleShape(),
            Floats.asList(Preprocessing.factor(served.type(), served.normalization())),
            Floats.asList(Preprocessing.shift(served.normalization())));
    byte[] model =
        OnnxModel.of(
            served.network().subnet(),
            served.network().weights(),
            input,
            served.answers(),
            served.head(),
            metadata);
    Path file = folder.resolve(NAME);
    try {
      Files.write(file, model);
    } catch (IOException e) {
      throw StorageFailures.of(file, e);
    }
  }
}
