package io.supernet.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.DataSummary;
import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import io.supernet.data.ImageSize;
import io.supernet.data.Preparation;
import io.supernet.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFoldersTest {

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void blackAndWhite() {
    folder = temporary.resolve("große Bilder");
    fill(folder, 10);
  }

  /** Images of two classes, each with a value of its own. */
  private static void fill(Path folder, int each) {
    for (int i = 0; i < each; i++) {
      int own = i;
      ImageFile.write(folder.resolve("weiß/b" + i + ".png"), gray(200 + own, 5, 7));
      ImageFile.write(folder.resolve("black/a " + i + ".PNG"), gray(own, 5, 7));
    }
  }

  private static byte[] gray(int value, int height, int width) {
    return ImageFile.gray("png", height, width, (x, y) -> value);
  }

  private Split load() {
    return load(DataOptions.DEFAULT);
  }

  private Split load(DataOptions options) {
    return DataSets.load(
        "images:" + folder, new RandomStreams(1), options, Preparation.NONE, Progress.SILENT);
  }

  private void refused(String... parts) {
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATA))
        .message()
        .contains(parts)
        .endsWith(".");
  }

  private static int pixel(DataSet data, int example) {
    return data.examples(example, example + 1).get(0) & 0xFF;
  }

  private static void checkLabels(DataSet part) {
    for (int i = 0; i < part.size(); i++) {
      assertThat(part.classNames().get(part.label(i)))
          .isEqualTo(pixel(part, i) < 100 ? "black" : "weiß");
    }
  }

  @Test
  void foldersAreClassesAndFilesAreSplit() {
    Split split = load();
    assertThat(split.train().classNames()).containsExactly("black", "weiß");
    assertThat(split.train().exampleShape()).containsExactly(5L, 7L, 1L);
    assertThat(List.of(split.train().size(), split.validation().size(), split.test().size()))
        .containsExactly(12, 4, 4);
    checkLabels(split.train());
    checkLabels(split.test());
    assertThat(split.train().sha256()).isEqualTo(load().train().sha256());
    assertThat(DataSets.absolute("images:x y/ö"))
        .isEqualTo("images:" + Path.of("x y/ö").toAbsolutePath());
  }

  @Test
  void partsWithFoldersOfTheirOwnStay() throws IOException {
    Path parts = temporary.resolve("parts");
    Files.createDirectory(parts);
    Files.move(folder, parts.resolve("train"));
    folder = parts;
    fill(parts.resolve("Val"), 2);
    Split split = load();
    assertThat(List.of(split.train().size(), split.validation().size(), split.test().size()))
        .containsExactly(18, 4, 2);
    checkLabels(split.validation());
    assertThat(DataSummary.of(split).toString())
        .contains(
            "the same image is in two parts, 4 times: 'train/black/a 0.PNG' and 'Val/black/a 0.PNG'");
    fill(parts.resolve("test"), 3);
    assertThat(load().train().size()).isEqualTo(20);
    assertThat(load().test().size()).isEqualTo(6);
    Files.move(parts.resolve("test/weiß"), parts.resolve("test/white"));
    refused("test' has the classes [black, white]", "[black, weiß]");
  }

  @Test
  void sizesFollowFromTheFilesOrAreChosen() throws IOException {
    ImageFile.write(folder.resolve("black/wide.png"), gray(7, 20, 90));
    Split split = load();
    assertThat(split.train().exampleShape()).containsExactly(5L, 5L, 1L);
    assertThat(DataSummary.of(split).toString())
        .contains("5x7 to 20x90 pixels", "read in gray at 5x5");
    DataOptions wanted =
        DataOptions.DEFAULT
            .with()
            .imageSize(new ImageSize(17, 23))
            .channels(4)
            .imageFit(ImageFit.PAD)
            .build();
    ImageReading reading = new ImageReading(new ImageSize(17, 23), 4, ImageFit.PAD);
    Split chosen = load(wanted);
    assertThat(chosen.test().imageReading()).contains(reading);
    assertThat(chosen.test().exampleShape()).containsExactly(17L, 23L, 4L);
    // What was decided holds, whatever is there by now.
    Split again =
        DataSets.load(
            "images:" + folder,
            new RandomStreams(1),
            DataOptions.DEFAULT,
            new Preparation(Optional.empty(), Optional.of(reading)),
            Progress.SILENT);
    assertThat(again.train().sha256()).isEqualTo(chosen.train().sha256());
  }

  @Test
  void colorsAndAlphaAreSaid() {
    ImageFile.write(folder.resolve("black/c.png"), ImageFile.alpha(5, 7, (x, y) -> 0x80000000));
    Split split = load();
    assertThat(split.train().exampleShape()).containsExactly(5L, 7L, 3L);
    assertThat(DataSummary.of(split).toString())
        .contains("1 of them have alpha, which is left out; '--channels 4' keeps it");
    assertThat(DataSummary.of(load(DataOptions.DEFAULT.withChannels(1))).toString())
        .contains("1 of them have colors, which are left out");
  }

  @Test
  void whatSystemsAndPeopleLeaveBehindIsNoImage() throws IOException {
    List<String> before = List.of(load().train().sha256(), load().test().sha256());
    ImageFile.write(folder.resolve(".DS_Store"), new byte[] {1});
    ImageFile.write(folder.resolve("black/.hidden.png"), new byte[] {1});
    ImageFile.write(folder.resolve("black/Thumbs.db"), new byte[] {1});
    ImageFile.write(folder.resolve("__MACOSX/black/x.png"), new byte[] {1});
    ImageFile.write(folder.resolve("license.txt"), new byte[] {1});
    ImageFile.write(folder.resolve("black/notes.txt"), new byte[] {1});
    Files.createSymbolicLink(folder.resolve("weiß/loop"), folder.resolve("weiß"));
    Split split = load();
    assertThat(List.of(split.train().sha256(), split.test().sha256())).isEqualTo(before);
    assertThat(DataSummary.of(split).toString()).contains("2 files are no images", "notes.txt'");
  }

  @Test
  void brokenFilesAreNamedUpToALimit() throws IOException {
    ImageFile.write(folder.resolve("black/0 empty.png"), new byte[0]);
    ImageFile.write(
        folder.resolve("black/text.jpg"), "text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Files.createSymbolicLink(folder.resolve("weiß/nowhere.png"), temporary.resolve("nothing"));
    Split split = load();
    assertThat(split.train().size() + split.validation().size() + split.test().size())
        .isEqualTo(20);
    checkLabels(split.train());
    assertThat(DataSummary.of(split).toString())
        .contains(
            "3 of 23, 'black/0 empty.png' (empty), 'black/text.jpg' (Unknown image file format")
        .contains("'weiß/nowhere.png'");
    for (int i = 0; i < 5; i++) {
      ImageFile.write(folder.resolve("weiß/photo" + i + ".heic"), new byte[] {1, 2, 3});
    }
    refused(
        "8 of 28 images", "at most 5 are left out", "and 5 more", "Only JPEG, PNG, BMP and GIF");
  }

  @Test
  void theSameImageInTwoClassesIsSaid() {
    ImageFile.write(folder.resolve("weiß/z.png"), gray(3, 5, 7));
    assertThat(DataSummary.of(load()).toString())
        .contains("the same image has two classes, 1 times: 'black/a 3.PNG' and 'weiß/z.png'");
  }

  @Test
  void foldersOfOtherFormsAreRefused() throws IOException {
    Path good = folder;
    folder = temporary.resolve("nothing");
    refused("'" + folder + "' is no folder");
    folder = Files.createDirectory(temporary.resolve("wrapped"));
    refused("has no folders");
    Files.move(good, folder.resolve("pictures"));
    refused("single class, 'pictures'", "name '" + folder.resolve("pictures"));
    folder = folder.resolve("pictures");
    Path loose = ImageFile.write(folder.resolve("x.jpg"), new byte[] {1});
    refused("1 images, such as '" + loose + "', are in no folder");
    Files.delete(loose);
    Files.createDirectory(folder.resolve("gray"));
    refused("gray' of a class has no images");
    Files.delete(folder.resolve("gray"));
    fill(folder.resolve("train"), 1);
    refused("'" + folder.resolve("black") + "' is no part, beside");
  }

  @Test
  void aTrainIsAClassToo() throws IOException {
    Files.move(folder.resolve("black"), folder.resolve("train"));
    assertThat(load().train().classNames()).containsExactly("train", "weiß");
  }

  @Test
  void onlyAClassIsPredicted() {
    assertThatThrownBy(() -> load(DataOptions.DEFAULT.withTask(TaskKind.REGRESSION)))
        .hasMessageContaining("are for a classification, not for '--task regression'");
    assertThatThrownBy(() -> load(DataOptions.DEFAULT.withLabel("x")))
        .hasMessageContaining("no columns to choose");
  }

  @Test
  void manyFilesAreToldOf() {
    List<String> heard = new ArrayList<>();
    DataSets.load(
        "images:" + folder,
        new RandomStreams(1),
        DataOptions.DEFAULT,
        Preparation.NONE,
        event -> {
          if (event instanceof Progress.Begun begun) {
            heard.add(begun.phase() + " " + begun.total());
          }
        });
    assertThat(heard).containsExactly("look at images 20", "read images (train) 20");
  }

  @Test
  void aPersonEndsTheReading() {
    assertThatThrownBy(
            () ->
                DataSets.load(
                    "images:" + folder,
                    new RandomStreams(1),
                    DataOptions.DEFAULT,
                    Preparation.NONE,
                    event -> {
                      throw new java.util.concurrent.CancellationException("enough");
                    }))
        .isInstanceOf(java.util.concurrent.CancellationException.class);
  }
}
