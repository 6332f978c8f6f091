package io.supernet.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends its JVM by {@code kill -9} at the {@code files.kill}-th change under the folder {@code
 * files.under}: before something is made, opened for writing, moved or deleted, or in the middle of
 * a write. A run on one thread makes the same changes on any machine, however fast it is. 0 never
 * kills, and the last line that the JVM writes is the count.
 *
 * <p>At each change that {@code files.copies} names, the folder is copied beside itself, with the
 * number after its name: what a kill would leave, without a JVM for each.
 *
 * <p>{@code -Djava.nio.file.spi.DefaultFileSystemProvider} names this class. Native code writes
 * past it.
 */
public final class KillingProvider extends ForwardingProvider {

  private static final String UNDER = "files.under";
  private static final String KILL = "files.kill";
  private static final String COPIES = "files.copies";

  private final String under = System.getProperty(UNDER);
  private final Countdown countdown;

  /** Above the platform's provider. */
  public KillingProvider(FileSystemProvider platform) {
    super(platform);
    String copies = System.getProperty(COPIES);
    this.countdown =
        copies == null
            ? new Countdown(Set.of(Long.getLong(KILL)), change -> kill())
            : new Countdown(
                Stream.of(copies.split(",")).map(Long::valueOf).collect(Collectors.toSet()),
                change -> execute("cp", "-R", under, under + "-" + change));
  }

  /** The options of a JVM that is killed at its change {@code kill} of what is in a folder. */
  public static List<String> options(Path under, long kill) {
    return options(under, "-D" + KILL + "=" + kill);
  }

  /** The options of a JVM that copies a folder at some of its changes. */
  public static List<String> copies(Path under, List<Long> changes) {
    String all = changes.stream().map(String::valueOf).collect(Collectors.joining(","));
    return options(under, "-D" + COPIES + "=" + all);
  }

  private static List<String> options(Path under, String moments) {
    return List.of(
        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + KillingProvider.class.getName(),
        "-D" + UNDER + "=" + under,
        moments);
  }

  private static void kill() {
    execute("kill", "-9", "" + ProcessHandle.current().pid());
    throw new IllegalStateException("It goes on after kill -9.");
  }

  private static void execute(String... command) {
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(command[0] + " ends with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean writes =
        !Collections.disjoint(
            options,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, StandardOpenOption.CREATE));
    if (!writes || !watched(path)) {
      return super.newFileChannel(path, options, attributes);
    }
    countdown.next();
    return new KillingChannel(super.newFileChannel(path, options, attributes), countdown);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    count(folder);
    super.createDirectory(folder, attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    count(path);
    super.delete(path);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    count(target);
    super.copy(source, target, options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    count(target);
    super.move(source, target, options);
  }

  private void count(Path path) {
    if (watched(path)) {
      countdown.next();
    }
  }

  private boolean watched(Path path) {
    return path.toAbsolutePath().toString().startsWith(under);
  }
}
