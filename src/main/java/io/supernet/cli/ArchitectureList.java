package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.text.SourceFile;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Architectures as text: one a line; empty lines and lines that begin with # do not count. */
record ArchitectureList(List<String> texts, List<Architecture> architectures) {

  static ArchitectureList read(Definition definition, Path file) {
    List<String> lines;
    try {
      lines = SourceFile.text(file, "architectures, one a line").lines().toList();
    } catch (SupernetException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new SupernetException(
            Kind.USAGE,
            "The architectures in '" + file + "' are not in UTF-8; convert the file.",
            e);
      }
      if (!Files.exists(file) || Files.isDirectory(file)) {
        throw new SupernetException(Kind.USAGE, e.getMessage(), e);
      }
      throw e;
    }
    List<String> texts = new ArrayList<>();
    List<Architecture> architectures = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        try {
          architectures.add(definition.parse(text));
        } catch (SupernetException e) {
          throw new SupernetException(
              e.kind(), "'" + file + "', line " + (i + 1) + ": " + e.getMessage(), e);
        }
        texts.add(text);
      }
    }
    if (texts.isEmpty()) {
      throw new SupernetException(
          Kind.USAGE, "'" + file + "' lists no architecture; write one on each line.");
    }
    return new ArchitectureList(texts, architectures);
  }

  static ArchitectureList parse(Definition definition, List<String> texts) {
    return new ArchitectureList(texts, texts.stream().map(definition::parse).toList());
  }
}
