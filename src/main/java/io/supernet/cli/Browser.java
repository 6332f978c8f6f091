package io.supernet.cli;

import com.google.common.base.Strings;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows a page in the user's browser: {@code BROWSER}, or what the system opens pages with. */
final class Browser {

  private Browser() {}

  static void open(Path page) {
    start(program(System.getenv("BROWSER"), System.getProperty("os.name")), page);
  }

  static String program(@Nullable String chosen, String system) {
    if (!Strings.isNullOrEmpty(chosen)) {
      return chosen;
    }
    return system.startsWith("Mac") ? "open" : "xdg-open";
  }

  @CanIgnoreReturnValue
  static Process start(String program, Path page) {
    try {
      return new ProcessBuilder(program, page.toAbsolutePath().toString())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new SupernetException(
          Kind.STORAGE,
          Text.of(
              "'%s' could not be started to show the page; open '%s' yourself, or set BROWSER to the name of a browser.",
              program, page),
          e);
    }
  }
}
