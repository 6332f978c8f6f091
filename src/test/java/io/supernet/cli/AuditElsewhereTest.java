package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.extension.OwnExecutors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An audit whose architectures are trained by an executor of the user's. */
class AuditElsewhereTest extends CopiedRun {

  private static final String AUDIT =
      "audit %s --sample 3 --pool 3 --seeds 1 --epochs 1 --top 2 --no-both-policies --workers 1";

  @Test
  void saysTheSame() throws IOException {
    Path other = home.resolve("models").resolve("other");
    TinyRun.copy(run, other);
    Command here = Command.run(home, AUDIT.replace("%s", "copy")).succeeded();
    assertThat(here.err()).contains("train alone: 3 trainings");
    String name = OwnExecutors.Sent.class.getName();
    Command.run(home, AUDIT.replace("%s", "other") + " --executor " + name).succeeded();
    for (String file : new String[] {"audit/truth.csv", "audit.md"}) {
      assertThat(other.resolve(file)).content().isEqualTo(Files.readString(run.resolve(file)));
    }
    assertThat(other.resolve("audit").resolve("checkpoints")).isEmptyDirectory();
  }
}
