package com.acme.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Serves an exported model over HTTP: {@code POST /predict} takes examples, {@code GET /status}
 * tells how the service does. All answers are JSON.
 */
final class Service implements AutoCloseable {

  private static final String PREDICT = "/predict";
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  static final int MOST_REQUESTS = 64;
  private static final int PATIENCE_SECONDS = 10;

  static {
    // The JDK's server reads these once: answers leave at once, and no request is waited for long.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
  }

  private final Models models;
  private final Answers answers;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Requests in hand: no more are taken, and closing waits for them. */
  private final Semaphore inHand = new Semaphore(MOST_REQUESTS);

  private volatile boolean closing;

  /**
   * Starts to serve.
   *
   * @param models closed with the service
   * @param address where it listens; port 0 is a free one
   */
  Service(Models models, InetSocketAddress address) throws IOException {
    this.models = models;
    this.answers = new Answers(models);
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::predictions);
    server.createContext("/status", exchange -> reply(exchange, "GET", "/status", answers::status));
    server.start();
    Future<?> unused = clock.scheduleWithFixedDelay(models::refresh, 0, 1, SECONDS);
  }

  /** Serves until the process is asked to end. */
  public static void main(String[] args) {
    if (args.length != 3 || !args[2].matches("\\d{1,5}")) {
      end("usage: Service FOLDER tensorflow|onnx PORT");
    }
    try {
      Models models = new Models(Path.of(args[0]), Engine.named(args[1]));
      Service service = new Service(models, new InetSocketAddress(Integer.parseInt(args[2])));
      Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    } catch (IOException | IllegalArgumentException e) { // such as a port that another has
      end(e.getMessage());
    }
  }

  private static void end(String sentence) {
    System.err.println(sentence);
    System.exit(2);
  }

  /** Whether it takes no more requests. */
  boolean isClosing() {
    return closing;
  }

  /** The port at which it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  private void predictions(HttpExchange exchange) throws IOException {
    if (closing) {
      reply(exchange, "POST", PREDICT, e -> refuse("The service ends; try again elsewhere."));
    } else if (!inHand.tryAcquire()) {
      reply(exchange, "POST", PREDICT, e -> refuse("The service is busy; try again later."));
    } else {
      try {
        reply(exchange, "POST", PREDICT, answers::to);
      } finally {
        inHand.release();
      }
    }
  }

  private static Map<String, Object> refuse(String sentence) throws Refusal {
    throw new Refusal(503, sentence);
  }

  /** What a request is answered with. */
  private interface Route {
    Map<String, Object> answer(HttpExchange request) throws Refusal, IOException;
  }

  private void reply(HttpExchange exchange, String method, String path, Route route)
      throws IOException {
    long begin = System.nanoTime();
    try (exchange) {
      int status = 200;
      Map<String, Object> answer;
      try {
        check(exchange, method, path);
        answer = route.answer(exchange);
      } catch (Refusal e) {
        status = e.status();
        answer = Map.of("error", e.getMessage());
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        System.getLogger("service").log(Level.ERROR, "A request failed.", e);
        status = 500;
        answer = Map.of("error", "The service failed; its log says why.");
      }
      if (path.equals(PREDICT)) {
        answers.figures().count(status, System.nanoTime() - begin);
      }
      byte[] body = JSON.toJson(answer).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void check(HttpExchange exchange, String method, String path) throws Refusal {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      throw new Refusal(404, "There is nothing here; use /predict or /status.");
    }
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      throw new Refusal(405, "Use " + method + " for " + path + ".");
    }
  }

  /** Refuses new requests, waits for those in hand, and frees the model. */
  @Override
  public void close() {
    closing = true;
    clock.shutdown();
    try {
      if (!inHand.tryAcquire(MOST_REQUESTS, PATIENCE_SECONDS, SECONDS)) {
        System.err.println("Some requests did not end in " + PATIENCE_SECONDS + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdown();
    models.close();
  }
}
