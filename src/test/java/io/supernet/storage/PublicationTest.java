package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed leaves what the next one finds here. */
class PublicationTest {

  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("target");
  }

  @Test
  void publishesAndLeavesNothingElse() throws IOException {
    for (String text : new String[] {"old", "new"}) {
      try (Publication publication = Publication.begin(target)) {
        write(publication.temporary(), text);
        publication.publish();
      }
      assertThat(folder.toFile().list()).containsExactly("target");
      assertThat(target.resolve("file")).hasContent(text);
    }
    try (Publication failed = Publication.begin(target)) {
      write(failed.temporary(), "half");
    }
    assertThat(folder.toFile().list()).containsExactly("target");
    assertThat(target.resolve("file")).hasContent("new");
  }

  @Test
  void clearsWhatWasNotFinished() throws IOException {
    Files.createFile(folder.resolve(".target.lock"));
    write(Leftovers.unfinished(target), "half");
    write(Leftovers.unfinished(folder.resolve("other")), "of another");
    write(folder.resolve(".target.mine.tmp"), "of the user");
    Publication.begin(target).close();
    assertThat(folder.toFile().list())
        .hasSize(2)
        .contains(".target.mine.tmp")
        .anyMatch(name -> name.startsWith(".other."));
  }

  @Test
  void givesTheOlderFolderBackIfTheNewerHadNotCome() throws IOException {
    write(Leftovers.aside(target), "old");
    write(Leftovers.unfinished(target), "new");
    Publication.begin(target).close();
    assertThat(folder.toFile().list()).containsExactly("target");
    assertThat(target.resolve("file")).hasContent("old");
  }

  @Test
  void deletesTheOlderFolderIfTheNewerHadCome() throws IOException {
    write(Leftovers.aside(target), "old");
    write(target, "new");
    Publication.begin(target).close();
    assertThat(folder.toFile().list()).containsExactly("target");
    assertThat(target.resolve("file")).hasContent("new");
  }

  @Test
  void leavesAloneWhatIsBeingWritten() throws IOException {
    try (Publication first = Publication.begin(target)) {
      write(first.temporary(), "first");
      assertThatExceptionOfType(SupernetException.class)
          .isThrownBy(() -> Publication.begin(target))
          .withMessageStartingWith("Another process is writing '" + target + "'")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE));
      first.publish();
    }
    assertThat(target.resolve("file")).hasContent("first");
  }

  private static void write(Path place, String text) throws IOException {
    Files.writeString(Files.createDirectories(place).resolve("file"), text);
  }
}
