package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SessionConfigTest {

  /** Whoever comes first decides, whatever later sessions ask for. */
  @Test
  void theFirstSessionDecidesOnTheThreadsOfOperations() throws Exception {
    int undecided = threads(0, 4);
    assertThat(threads(4, 4)).isEqualTo(undecided);
    assertThat(threads(1, 4)).isEqualTo(undecided - 3);
  }

  private static int threads(int first, int second) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FirstSession.class.getName(),
                "" + first,
                "" + second)
            .redirectError(Redirect.DISCARD)
            .start();
    String out =
        CharStreams.toString(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(process.waitFor()).isZero();
    return Integer.parseInt(out.strip());
  }
}
