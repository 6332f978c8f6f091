package io.supernet.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** SHA-256 of texts and files: the same wherever a checkout lies. */
final class Hash {

  private static final String CLASS = ".class";

  private final MessageDigest digest = sha256();

  /** Adds a text. */
  Hash text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** Adds texts in their order. */
  Hash texts(List<String> texts) {
    texts.forEach(this::text);
    return text("end of " + texts.size());
  }

  /** Adds the classes of a folder or of a jar, which count the same. */
  Hash classes(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return content(place, file -> file.toString().endsWith(CLASS));
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      List<JarEntry> entries =
          jar.stream()
              .filter(entry -> entry.getName().endsWith(CLASS))
              .sorted(Comparator.comparing(JarEntry::getName))
              .toList();
      for (JarEntry entry : entries) {
        text(entry.getName()).text(ofAll(jar.getInputStream(entry)));
      }
      return text("end of " + entries.size());
    }
  }

  /**
   * Adds what a file holds, or a folder with names within it, but not where they are; links count
   * as what they lead to.
   */
  Hash content(Path place, Predicate<Path> which) throws IOException {
    if (!Files.isDirectory(place)) {
      return text(ofFile(place));
    }
    List<Path> files;
    try (Stream<Path> inside = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
      files =
          inside
              .filter(file -> Files.isRegularFile(file) && which.test(file))
              .sorted(Comparator.comparing(file -> name(place, file)))
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : files) {
      text(name(place, file)).text(ofFile(file));
    }
    return text("end of " + files.size());
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String ofFile(Path file) throws IOException {
    return ofAll(Files.newInputStream(file));
  }

  private static String ofAll(InputStream bytes) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(bytes, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }
}
