package io.supernet.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, where it is installed. */
record Browser(Path binary) {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  /**
   * What became of a page.
   *
   * @param dom after its scripts have run
   * @param console what it wrote to the console, errors among it
   */
  record Shown(String dom, List<String> console) {}

  static Optional<Browser> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Browser::new);
  }

  /** Shows a page in a window of this width, with no network to go to. */
  Shown show(Path page, int width) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("browser");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--v=0",
                "--window-size=" + width + ",2000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("The browser failed: " + Files.readString(err));
      }
      List<String> console = new ArrayList<>();
      Files.readAllLines(err).stream().filter(l -> l.contains("CONSOLE")).forEach(console::add);
      return new Shown(Files.readString(out), console);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
