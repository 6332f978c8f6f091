package com.acme.sizes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.export.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks a service of a family in bursts, over loopback, once for each policy, and prints how many
 * requests were answered in time and how many of their images were classified rightly. Requests
 * come when they come, whether or not earlier ones have been answered.
 */
final class Burst {

  /** A burst begins in each such time. */
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** So long it lasts. */
  private static final Duration LENGTH = Duration.ofMillis(150);

  /** The share of all requests that come in bursts. */
  private static final double IN_BURSTS = 0.75;

  private static final int MOST_SECONDS = 120;
  private static final int MOST_REQUESTS = 100_000;

  /**
   * What came of a request.
   *
   * @param size that answered; empty if none did
   */
  private record Outcome(String size, double millis, int right) {}

  /** What came of all, with one policy. */
  record Result(
      String policy, double attainment, double accuracy, TreeMap<String, Integer> sizes) {}

  private final DataSet images;
  private final int each;
  private final Duration objective;

  /**
   * Requests.
   *
   * @param images that are sent, with their classes
   * @param each how many of them a request has
   * @param objective in which it has to be answered
   */
  Burst(DataSet images, int each, Duration objective) {
    this.images = images;
    this.each = each;
    this.objective = objective;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 6) {
      System.err.println(
          "usage: Burst FOLDER DATA IMAGES-A-REQUEST REQUESTS-A-SECOND MILLISECONDS SECONDS [slack|queue|SIZE ...]");
      System.exit(2);
    }
    Path folder = Path.of(args[0]);
    List<Family.Member> members = Family.read(folder).members();
    Burst burst =
        new Burst(
            DataSets.load(args[1], new RandomStreams(1)).test(),
            Integer.parseInt(args[2]),
            Duration.ofMillis(Long.parseLong(args[4])));
    List<String> policies =
        args.length > 6
            ? List.of(args).subList(6, args.length)
            : List.of("slack", members.get(members.size() - 1).name(), members.get(0).name());
    System.out.println("policy      in time  accuracy of those  answered in time by");
    for (String policy : policies) {
      Result result =
          burst.run(folder, policy, Double.parseDouble(args[3]), Integer.parseInt(args[5]));
      System.out.printf(
          "%-10s  %5.1f %%  %15.2f %%  %s%n",
          policy, 100 * result.attainment(), 100 * result.accuracy(), result.sizes());
    }
    System.exit(0);
  }

  /** Starts a service with a policy, asks it for so long, and ends it. */
  Result run(Path folder, String policy, double rate, int seconds) throws Exception {
    if (seconds > MOST_SECONDS || rate * seconds > MOST_REQUESTS) {
      throw new IllegalArgumentException(
          "At most " + MOST_SECONDS + " seconds and " + MOST_REQUESTS + " requests.");
    }
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (SizedService service = new SizedService(folder, policy, objective, loopback)) {
      URI url = URI.create("http://127.0.0.1:" + service.port() + "/predict");
      HttpClient client =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
      ask(client, url, arrivals(rate, 2), threads); // until Java has compiled what is called often
      return result(policy, ask(client, url, arrivals(rate, seconds), threads));
    } finally {
      threads.shutdown();
    }
  }

  private Result result(String policy, List<Outcome> outcomes) {
    List<Outcome> inTime =
        outcomes.stream()
            .filter(one -> !one.size().isEmpty() && one.millis() <= objective.toMillis())
            .toList();
    TreeMap<String, Integer> sizes = new TreeMap<>();
    inTime.forEach(one -> sizes.merge(one.size(), 1, Integer::sum));
    int right = inTime.stream().mapToInt(Outcome::right).sum();
    return new Result(
        policy,
        (double) inTime.size() / outcomes.size(),
        (double) right / (inTime.size() * each),
        sizes);
  }

  /**
   * When requests come, in nanoseconds from the first: at random, most of them in bursts.
   *
   * @param rate requests a second in the mean
   */
  static List<Long> arrivals(double rate, int seconds) {
    double share = (double) LENGTH.toNanos() / PERIOD.toNanos();
    double fast = rate * IN_BURSTS / share;
    double slow = rate * (1 - IN_BURSTS) / (1 - share);
    SplittableRandom random = new SplittableRandom(1);
    List<Long> arrivals = new ArrayList<>();
    // Of requests at the fastest rate at random, so many are kept as there are at this time.
    for (double at = 0; at < seconds * 1e9; at += -Math.log(1 - random.nextDouble()) / fast * 1e9) {
      boolean inBurst = at % PERIOD.toNanos() < LENGTH.toNanos();
      if (inBurst || random.nextDouble() < slow / fast) {
        arrivals.add((long) at);
      }
    }
    return arrivals;
  }

  private List<Outcome> ask(
      HttpClient client, URI url, List<Long> arrivals, ExecutorService threads) throws Exception {
    List<Future<Outcome>> asked = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < arrivals.size(); i++) {
      long due = begin + arrivals.get(i);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      int from = i * each % (images.size() - each + 1);
      asked.add(threads.submit(() -> ask(client, url, from, due)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> one : asked) {
      outcomes.add(one.get());
    }
    return outcomes;
  }

  /** The time counts from when the request was due, also if this program was late. */
  private Outcome ask(HttpClient client, URI url, int from, long due)
      throws IOException, InterruptedException {
    ByteBuffer pixels = images.examples(from, from + each);
    byte[] body = new byte[pixels.remaining()];
    pixels.get(body);
    HttpRequest request =
        HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(body)).build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    double millis = (System.nanoTime() - due) / 1e6;
    if (response.statusCode() != 200) {
      return new Outcome("", millis, 0);
    }
    JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
    int right = 0;
    for (int i = 0; i < each; i++) {
      String name = answer.getAsJsonArray("classes").get(i).getAsString();
      right += name.equals(images.classNames().get(images.label(from + i))) ? 1 : 0;
    }
    return new Outcome(answer.get("size").getAsString(), millis, right);
  }
}
