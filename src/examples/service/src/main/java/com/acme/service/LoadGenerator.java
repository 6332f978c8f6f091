package com.acme.service;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Posts random examples to a service, one a request, and prints how long the answers took and how
 * much memory the service had meanwhile. Each answer is compared with the first to the same
 * example.
 */
final class LoadGenerator {

  private static final int DISTINCT = 16;
  private static final int ROWS = 10;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final List<String> bodies;
  private final List<String> answers = new ArrayList<>();
  private final AtomicInteger wrong = new AtomicInteger();

  LoadGenerator(String url) throws IOException, InterruptedException {
    this.url = url;
    JsonObject input = status().getAsJsonObject("input");
    boolean pixels = input.get("type").getAsString().equals("uint8");
    List<Integer> shape =
        input.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsInt).toList();
    SplittableRandom random = new SplittableRandom(1);
    bodies =
        IntStream.range(0, DISTINCT)
            .mapToObj(i -> "[" + example(shape.subList(1, shape.size()), pixels, random) + "]")
            .toList();
    for (String body : bodies) {
      HttpResponse<String> answer = post(body);
      if (answer.statusCode() != 200) {
        throw new IOException(answer.body());
      }
      answers.add(answer.body());
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      System.err.println("usage: LoadGenerator URL REQUESTS THREADS");
      System.exit(2);
    }
    int wrong =
        new LoadGenerator(args[0]).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    System.out.println(wrong + " requests were answered otherwise or not at all");
    System.exit(wrong == 0 ? 0 : 1);
  }

  /**
   * Does the test.
   *
   * @return how many requests got no answer, or another one than the first to the same example
   */
  int run(int requests, int threads) throws Exception {
    long[] times = new long[requests];
    send(0, requests / ROWS, threads, times); // until Java has compiled what is called often
    System.out.println("requests  MiB resident  MiB heap  a second  p50 ms  p99 ms");
    print(0, new long[0], 1);
    long begin = System.nanoTime();
    for (int row = 0; row < ROWS; row++) {
      int from = (int) ((long) requests * row / ROWS);
      int to = (int) ((long) requests * (row + 1) / ROWS);
      long rowBegin = System.nanoTime();
      send(from, to, threads, times);
      print(to, Arrays.copyOfRange(times, from, to), System.nanoTime() - rowBegin);
    }
    System.out.println("all of them");
    print(requests, times, System.nanoTime() - begin);
    return wrong.get();
  }

  private void send(int from, int to, int threads, long[] times) throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      clients.add(
          pool.submit(
              () -> {
                for (int n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) {
                  times[n] = timed(n % DISTINCT);
                }
              }));
    }
    for (Future<?> each : clients) {
      each.get();
    }
    pool.shutdown();
  }

  private long timed(int i) {
    long begin = System.nanoTime();
    try {
      HttpResponse<String> answer = post(bodies.get(i));
      if (answer.statusCode() != 200 || !answer.body().equals(answers.get(i))) {
        wrong.incrementAndGet();
      }
    } catch (IOException | InterruptedException e) {
      wrong.incrementAndGet();
    }
    return System.nanoTime() - begin;
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    URI predict = URI.create(url + "/predict");
    return client.send(
        HttpRequest.newBuilder(predict).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private JsonObject status() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/status")).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static String example(List<Integer> shape, boolean pixels, SplittableRandom random) {
    if (shape.isEmpty()) {
      return pixels ? "" + random.nextInt(256) : "" + (float) random.nextDouble(10);
    }
    return IntStream.range(0, shape.get(0))
        .mapToObj(i -> example(shape.subList(1, shape.size()), pixels, random))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void print(int done, long[] times, long nanoseconds)
      throws IOException, InterruptedException {
    JsonObject status = status();
    long resident = status.has("residentKib") ? status.get("residentKib").getAsLong() : 0;
    Arrays.sort(times);
    System.out.printf(
        "%8d  %12.1f  %8.1f  %8.0f  %6.2f  %6.2f%n",
        done,
        resident / 1024.0,
        status.get("heapKib").getAsLong() / 1024.0,
        times.length * 1e9 / nanoseconds,
        milliseconds(times, 50),
        milliseconds(times, 99));
  }

  private static double milliseconds(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100] / 1e6;
  }
}
