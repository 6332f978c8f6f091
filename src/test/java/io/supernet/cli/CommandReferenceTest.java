package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of commands says what the commands say of themselves; {@code -Dsupernet.write=true}
 * writes it anew.
 */
class CommandReferenceTest {

  private static final Path PAGE = Path.of("src/site/markdown/commands.md");
  private static final String MARK =
      "<!-- From here on generated: mvn test -Dtest=CommandReferenceTest -Dsupernet.write=true -->\n";

  @Test
  void thePageIsWhatTheCommandsSay() throws IOException {
    String page = Files.readString(PAGE);
    String byHand = page.substring(0, page.indexOf(MARK) + MARK.length());
    String expected = byHand + CommandReference.markdown();
    if (Boolean.getBoolean("supernet.write")) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page)
          .as(
              "the page; write it anew with: mvn test -Dtest=CommandReferenceTest -Dsupernet.write=true")
          .isEqualTo(expected);
    }
  }
}
