package io.supernet.images;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import io.supernet.data.DataForm;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.data.Part;
import io.supernet.data.Parts;
import io.supernet.data.Split;
import io.supernet.images.ImageTree.ImageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/** Data in a folder for each class. */
@API(status = INTERNAL)
public final class ImageFolders implements DataForm {

  @Override
  public String name() {
    return "images";
  }

  @Override
  public Split load(Request request) {
    request.options().refuseOtherThan(TaskKind.CLASSIFICATION, request.spec());
    ImageTree tree = ImageTree.of(request.place());
    EncodedParts parts = new EncodedParts(request, source(tree, request.place(), Part.TRAIN));
    if (!tree.others().isEmpty()) {
      parts.note(
          Text.of(
              "%,d files are no images and are left out, such as '%s'",
              tree.others().size(), tree.others().get(0)));
    }
    DataSet train = parts.train();
    return new Parts(
            train,
            part(tree, request, parts, Part.VALIDATION),
            part(tree, request, parts, Part.TEST))
        .split(request.random());
  }

  private static Optional<DataSet> part(
      ImageTree tree, Request request, EncodedParts parts, Part part) {
    return tree.parts().containsKey(part)
        ? Optional.of(parts.load(source(tree, request.place(), part)))
        : Optional.empty();
  }

  private static ImageSource source(ImageTree tree, Path root, Part part) {
    return new Folder(root, part, tree.classes(), Objects.requireNonNull(tree.parts().get(part)));
  }

  private record Folder(Path root, Part part, List<String> classes, List<ImageFile> files)
      implements ImageSource {

    @Override
    public String key() {
      return classes.toString();
    }

    @Override
    public int size() {
      return files.size();
    }

    @Override
    public int label(int index) {
      return files.get(index).label();
    }

    @Override
    public List<Path> paths() {
      return files.stream().map(ImageFile::path).toList();
    }

    @Override
    public String name(int index) {
      return root.relativize(files.get(index).path()).toString();
    }

    @Override
    public byte[] read(int index) throws IOException {
      return Files.readAllBytes(files.get(index).path());
    }

    @Override
    public Optional<ImageHeader> look(int index) throws IOException {
      try (InputStream in = Files.newInputStream(files.get(index).path())) {
        return ImageHeader.read(in);
      }
    }
  }
}
