package io.supernet.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of images in a folder that has one folder for each class, or one for each part and
 * there one for each class.
 *
 * @param classes by name, sorted
 * @param parts the files of each part; all are training files where there are no parts
 * @param others files that are no images by name or content
 */
record ImageTree(List<String> classes, Map<Part, List<ImageFile>> parts, List<Path> others) {

  /** A file of a class. */
  record ImageFile(Path path, int label) {}

  private static final String ONE_FOLDER = "put the images of each class into a folder of its name";

  ImageTree {
    classes = ImmutableList.copyOf(classes);
    parts = ImmutableMap.copyOf(parts);
    others = ImmutableList.copyOf(others);
  }

  /** That of a folder. */
  static ImageTree of(Path root) {
    if (!Files.isDirectory(root)) {
      throw refused("'%s' is no folder; name the folder that holds a folder for each class.", root);
    }
    Map<Part, Path> parts = parts(root);
    Map<Part, List<ImageFile>> files = new EnumMap<>(Part.class);
    List<Path> others = new ArrayList<>();
    List<String> classes = List.of();
    for (Map.Entry<Part, Path> part : parts.entrySet()) {
      List<String> own = classes(part.getValue());
      if (!classes.isEmpty() && !own.equals(classes)) {
        throw refused(
            "The folder '%s' has the classes %s, the one of training %s; give both the same.",
            part.getValue(), own, classes);
      }
      classes = own;
      files.put(part.getKey(), files(part.getValue(), classes, others));
    }
    return new ImageTree(classes, files, others);
  }

  private static List<ImageFile> files(Path folder, List<String> classes, List<Path> others) {
    List<ImageFile> files = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      Path ofClass = folder.resolve(classes.get(label));
      FolderFiles found = FolderFiles.in(ofClass);
      if (found.images().isEmpty()) {
        throw refused(
            "The folder '%s' of a class has no images; give it some, or remove it.", ofClass);
      }
      others.addAll(found.others());
      for (Path image : found.images()) {
        files.add(new ImageFile(image, label));
      }
    }
    return files;
  }

  /** The folders of parts, the one of training first; the root itself if it holds classes. */
  private static Map<Part, Path> parts(Path root) {
    Map<Part, Path> parts = new EnumMap<>(Part.class);
    List<Path> rest = new ArrayList<>();
    for (Path folder : folders(root)) {
      Part part = Part.of(name(folder)).orElse(null);
      if (part == null) {
        rest.add(folder);
      } else if (parts.putIfAbsent(part, folder) != null) {
        throw refused(
            "The folders '%s' and '%s' are both for %s; keep one of them.",
            parts.get(part), folder, part);
      }
    }
    boolean ofClasses = parts.values().stream().noneMatch(folder -> !folders(folder).isEmpty());
    if (parts.isEmpty() || (ofClasses && !rest.isEmpty())) {
      return Map.of(Part.TRAIN, root); // A train is a class of vehicles, too.
    }
    if (!rest.isEmpty()) {
      throw refused(
          "'%s' is no part, beside '%s'; keep train, validation and test there, or folders of classes.",
          rest.get(0), parts.values().iterator().next());
    }
    if (!parts.containsKey(Part.TRAIN)) {
      throw refused("'%s' has no folder train; add it, with a folder for each class.", root);
    }
    return parts;
  }

  private static List<String> classes(Path folder) {
    List<Path> loose =
        FolderFiles.directly(folder).stream()
            .filter(file -> !Files.isDirectory(file) && FolderFiles.isNamedImage(file))
            .toList();
    if (!loose.isEmpty()) {
      throw refused(
          "%,d images, such as '%s', are in no folder of a class; %s.",
          loose.size(), loose.get(0), ONE_FOLDER);
    }
    List<String> classes = folders(folder).stream().map(ImageTree::name).toList();
    if (classes.isEmpty()) {
      throw refused("'%s' has no folders; %s.", folder, ONE_FOLDER);
    }
    if (classes.size() == 1) {
      Path only = folder.resolve(classes.get(0));
      throw refused(
          "'%s' has a single class, '%s'; a classification needs at least 2%s.",
          folder,
          classes.get(0),
          folders(only).isEmpty()
              ? ""
              : ". Maybe its folders are the classes: name '" + only + "'");
    }
    if (classes.stream().anyMatch(name -> name.indexOf('\uFFFD') >= 0)) {
      throw refused(
          "Names in '%s' are in another encoding than this system's; set LC_ALL=C.UTF-8.", folder);
    }
    return classes;
  }

  private static List<Path> folders(Path folder) {
    return FolderFiles.directly(folder).stream()
        .filter(Files::isDirectory)
        .collect(Collectors.toList());
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(Kind.DATA, Text.of(sentence, values));
  }
}
