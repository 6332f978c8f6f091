package com.acme.sizes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.supernet.export.Family;
import io.supernet.export.Predictor;
import io.supernet.export.SizePolicy;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a family of networks for images over HTTP: smaller ones while there is much to do, larger
 * ones while there is time. {@code POST /predict} takes images, {@code GET /status} tells which
 * sizes have answered. All answers are JSON.
 */
final class SizedService implements AutoCloseable {

  static final String SIZE = "X-Size";

  private static final int MOST_BYTES = 1 << 20;
  private static final int WARM_UP_CALLS = 3;
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // read once by the JDK's server
  }

  private final Predictor model;
  private final Line line;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * Starts to serve.
   *
   * @param folder that {@code supernet family} wrote
   * @param policy {@code slack}, {@code queue}, or the name of a size that answers all requests
   * @param objective in which a request shall be answered
   * @param address where it listens; port 0 is a free one
   */
  SizedService(Path folder, String policy, Duration objective, InetSocketAddress address)
      throws IOException {
    Family family = Family.read(folder);
    model = Predictor.load(folder.resolve(Family.ALL));
    server = HttpServer.create(address, 0);
    warmUp(family);
    line = new Line(model, policy(policy, family), objective);
    server.setExecutor(threads);
    server.createContext("/predict", exchange -> reply(exchange, "POST", this::predict));
    server.createContext("/status", exchange -> reply(exchange, "GET", e -> status()));
    server.start();
  }

  /** Serves until the process is ended. */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: SizedService FOLDER slack|queue|SIZE MILLISECONDS PORT");
      System.exit(2);
    }
    SizedService service =
        new SizedService(
            Path.of(args[0]),
            args[1],
            Duration.ofMillis(Long.parseLong(args[2])),
            new InetSocketAddress(Integer.parseInt(args[3])));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
  }

  private SizePolicy policy(String name, Family family) {
    int most =
        family.members().get(0).latencyMillis().keySet().stream().max(Integer::compare).get();
    return switch (name) {
      case "slack" -> SizePolicy.bySlack(family);
      case "queue" -> SizePolicy.byQueue(family, most);
      default -> {
        model.at(name); // or the name is refused
        yield SizePolicy.fixed(name, most);
      }
    };
  }

  /** The first calls are much slower than the others, for each size and number of images. */
  private void warmUp(Family family) {
    for (Family.Member member : family.members()) {
      for (int images : member.latencyMillis().keySet()) {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
          model.at(member.name()).predict(new byte[images][bytes()]);
        }
      }
    }
  }

  /** How many bytes an image has. */
  int bytes() {
    long bytes = model.manifest().input().shape().stream().skip(1).reduce(1L, (a, b) -> a * b);
    return Math.toIntExact(bytes);
  }

  /** The port at which it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("sizes", model.sizes());
    status.put("answered", line.answered());
    status.put("waiting", line.waiting());
    return status;
  }

  private Map<String, Object> predict(HttpExchange exchange) throws Refusal, IOException {
    List<byte[]> images = images(exchange.getRequestBody().readNBytes(MOST_BYTES + 1));
    String size = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(SIZE), "");
    if (!size.isEmpty() && !model.sizes().contains(size)) {
      throw new Refusal(
          400,
          "The model has the sizes "
              + String.join(", ", model.sizes())
              + ", not '"
              + size
              + "'; without the header "
              + SIZE
              + " the service chooses.");
    }
    try {
      Line.Answer answer = line.add(images, size).get();
      exchange.getResponseHeaders().set(SIZE, answer.size());
      return Map.of("size", answer.size(), "classes", answer.classes());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("The model failed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "The service ends; try again elsewhere.");
    }
  }

  private List<byte[]> images(byte[] body) throws Refusal {
    int bytes = bytes();
    if (body.length > MOST_BYTES) {
      throw new Refusal(413, "The body has more than " + MOST_BYTES + " bytes; send fewer images.");
    }
    if (body.length == 0 || body.length % bytes != 0) {
      List<Long> shape = model.manifest().input().shape();
      throw new Refusal(
          400,
          "The body has "
              + body.length
              + " bytes; send "
              + bytes
              + " for each image, the pixels of "
              + shape.subList(1, shape.size())
              + ".");
    }
    List<byte[]> images = new ArrayList<>();
    for (int from = 0; from < body.length; from += bytes) {
      images.add(Arrays.copyOfRange(body, from, from + bytes));
    }
    return images;
  }

  /** What a request is answered with. */
  private interface Route {
    Map<String, Object> answer(HttpExchange request) throws Refusal, IOException;
  }

  private static void reply(HttpExchange exchange, String method, Route route) throws IOException {
    try (exchange) {
      int status = 200;
      Map<String, Object> answer;
      try {
        if (!exchange.getRequestMethod().equals(method)) {
          throw new Refusal(405, "Use " + method + ".");
        }
        answer = route.answer(exchange);
      } catch (Refusal e) {
        status = e.status();
        answer = Map.of("error", e.getMessage());
      } catch (RuntimeException | OutOfMemoryError e) {
        System.getLogger("service").log(Level.ERROR, "A request failed.", e);
        status = 500;
        answer = Map.of("error", "The service failed; its log says why.");
      }
      byte[] body = JSON.toJson(answer).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Refuses what waits, and frees the model. */
  @Override
  public void close() {
    line.close();
    server.stop(1);
    threads.shutdown();
    model.close();
  }
}
