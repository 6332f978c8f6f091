package io.supernet.export;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.supernet.data.DataSet;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportOptions.Format;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Publication;
import io.supernet.storage.StorageFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the files of a model into the folder of a publication. Its SavedModel is loaded from there
 * and compared, whatever the formats.
 *
 * @param validation the examples to compare with
 * @param formats of the files
 * @param metadata of an ONNX file
 */
record ModelFiles(
    DataSet validation,
    List<Format> formats,
    Map<String, String> metadata,
    Publication publication) {

  /**
   * What was written.
   *
   * @param bytes by format
   * @param largestDifference to what was expected
   * @param signatures of the SavedModel
   */
  record Written(
      Map<String, Long> bytes, double largestDifference, List<SignatureInfo> signatures) {
    Written {
      bytes = ImmutableMap.copyOf(bytes);
      signatures = ImmutableList.copyOf(signatures);
    }
  }

  ModelFiles {
    formats = ImmutableList.copyOf(formats);
    metadata = ImmutableMap.copyOf(metadata);
  }

  /**
   * Writes the files, in place of those that were written before.
   *
   * @param outputs of the last layer that it has to give for the first examples
   */
  Written write(Served served, float[] outputs) {
    Path folder = emptied();
    try (ServingGraph serving = new ServingGraph(served)) {
      serving.export(folder);
      double difference = Parity.checked(folder, served, Map.of(), validation, outputs);
      Map<String, Long> bytes = new HashMap<>();
      if (formats.contains(Format.SAVEDMODEL)) {
        bytes.put(key(Format.SAVEDMODEL), bytes(folder));
        WarmUp.write(served, serving.signatures(), folder);
      } else {
        folder = emptied();
      }
      if (formats.contains(Format.ONNX)) {
        OnnxFile.write(served, metadata, folder);
        bytes.put(key(Format.ONNX), Files.size(folder.resolve(OnnxFile.NAME)));
      }
      return new Written(bytes, difference, serving.signatures());
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    }
  }

  private Path emptied() {
    AtomicFiles.deleteRecursively(publication.temporary());
    return publication.temporary();
  }

  private static String key(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ModelFiles::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
