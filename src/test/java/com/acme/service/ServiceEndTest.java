package com.acme.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.service.Client.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When models are closed and requests are refused, with an engine that answers when it is told. */
@Timeout(120)
class ServiceEndTest {

  private static final String INFO =
      """
      {"input": {"name": "features", "type": "float32", "shape": [-1, 1]},
       "outputs": [{"name": "value", "type": "float32", "shape": [-1]}], "classNames": []}
      """;

  @TempDir private Path folder;

  private final Semaphore asked = new Semaphore(0);
  private final Semaphore mayAnswer = new Semaphore(0);
  private final List<Slow> engines = new CopyOnWriteArrayList<>();

  /** Answers the value that it gets, when it may; the calls of the warm-up at once. */
  private final class Slow implements Engine {
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean closed;

    @Override
    public float[] answer(ByteBuffer values, int examples) throws InterruptedException {
      if (calls.incrementAndGet() > 3) {
        asked.release();
        mayAnswer.acquire();
      }
      if (closed) {
        throw new IllegalStateException("asked when closed");
      }
      return new float[] {values.getFloat(0)};
    }

    @Override
    public void close() {
      assertThat(closed).as("closed before").isFalse();
      closed = true;
    }
  }

  @Test
  void anOldModelIsClosedWhenItsLastRequestHasEnded() throws Exception {
    Models models = models();
    try (Service service = serve(models)) {
      CompletableFuture<Reply> request = post(service);
      asked.acquire();
      version(2);
      models.refresh();
      assertThat(engines).extracting(engine -> engine.closed).containsExactly(false, false);
      mayAnswer.release();
      assertThat(request.join().version()).isEqualTo(1);
      mayAnswer.release();
      assertThat(post(service).join().version()).isEqualTo(2);
    }
    assertThat(engines).extracting(engine -> engine.closed).containsExactly(true, true);
  }

  @Test
  void closingWaitsForRequestsInHandAndTakesNoOthers() throws Exception {
    Service service = serve(models());
    CompletableFuture<Reply> request = post(service);
    asked.acquire();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
    while (!service.isClosing()) {
      Thread.onSpinWait();
    }
    Reply late = post(service).join();
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.error()).isEqualTo("The service ends; try again elsewhere.");
    assertThat(closed).isNotDone();
    mayAnswer.release();
    assertThat(request.join().prediction(0).get("value").getAsDouble()).isEqualTo(7);
    closed.join();
    assertThat(engines).extracting(engine -> engine.closed).containsExactly(true);
    assertThatThrownBy(() -> Client.of(service).get("/status")).isInstanceOf(IOException.class);
  }

  @Test
  void moreRequestsThanItHoldsAreRefused() throws Exception {
    try (Service service = serve(models())) {
      List<CompletableFuture<Reply>> requests = new ArrayList<>();
      for (int i = 0; i <= Service.MOST_REQUESTS; i++) {
        requests.add(post(service));
      }
      Reply first =
          (Reply) CompletableFuture.anyOf(requests.toArray(CompletableFuture[]::new)).join();
      assertThat(first.status()).isEqualTo(503);
      assertThat(first.error()).isEqualTo("The service is busy; try again later.");
      mayAnswer.release(Service.MOST_REQUESTS);
      assertThat(requests).extracting(request -> request.join().status()).containsOnlyOnce(503);
      assertThat(Client.of(service).get("/status").json().get("requests"))
          .hasToString("{\"200\":64,\"503\":1}");
    }
  }

  /** A service that is started again serves what it can. */
  @Test
  void aVersionThatCannotBeLoadedIsTriedOnce() throws Exception {
    version(1);
    version(2);
    List<Integer> loaded = new ArrayList<>();
    Engine.Loader loader =
        (path, info) -> {
          loaded.add(Integer.parseInt(path.getFileName().toString()));
          if (loaded.size() == 1) {
            throw new UnsatisfiedLinkError("no library");
          }
          engines.add(new Slow());
          return engines.get(engines.size() - 1);
        };
    try (Models models = new Models(folder, loader)) {
      models.refresh();
      models.refresh();
      assertThat(loaded).containsExactly(2, 1);
      assertThat(models.problem()).isEqualTo("no library");
      try (ServedModel model = models.enter()) {
        assertThat(model.version()).isEqualTo(1);
      }
      Files.setLastModifiedTime(folder.resolve("2/supernet.json"), FileTime.fromMillis(0));
      models.refresh();
      assertThat(loaded).containsExactly(2, 1, 2);
      assertThat(models.problem()).isEmpty();
    }
  }

  private static Service serve(Models models) throws IOException {
    Service service =
        new Service(models, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    models.refresh();
    return service;
  }

  private Models models() throws IOException {
    version(1);
    return new Models(
        folder,
        (path, info) -> {
          engines.add(new Slow());
          return engines.get(engines.size() - 1);
        });
  }

  private void version(int number) throws IOException {
    Path version = Files.createDirectories(folder.resolve("" + number));
    Files.writeString(version.resolve("supernet.json"), INFO);
  }

  private static CompletableFuture<Reply> post(Service service) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Client.of(service).post("[[7]]");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        command -> new Thread(command).start());
  }
}
