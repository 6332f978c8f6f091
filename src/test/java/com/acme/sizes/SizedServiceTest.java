package com.acme.sizes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.SupernetException;
import io.supernet.data.DataSet;
import io.supernet.export.Family;
import io.supernet.export.Predictor;
import io.supernet.export.SmallFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a service that changes its size, over loopback. */
class SizedServiceTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final DataSet IMAGES = SmallFamily.images(40);

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    SmallFamily.write(folder);
  }

  @Test
  void saysWhichSizeAnsweredAndAnswersAsThatSizeDoes() throws Exception {
    byte[][] pixels = SmallFamily.pixels(IMAGES);
    try (SizedService service = serve("slack");
        Predictor model = Predictor.load(folder.resolve(Family.ALL))) {
      for (String size : SmallFamily.NAMES) {
        HttpResponse<String> response = post(service, size, pixels[0], pixels[1], pixels[2]);
        JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
        assertThat(response.headers().firstValue("X-Size")).contains(size);
        assertThat(answer.get("size").getAsString()).isEqualTo(size);
        assertThat(answer.getAsJsonArray("classes"))
            .extracting(name -> name.getAsString())
            .isEqualTo(
                Arrays.stream(model.at(size).predict(Arrays.copyOf(pixels, 3)))
                    .map(model::className)
                    .toList());
      }
      // With time enough, the policy takes the largest.
      assertThat(post(service, "", pixels[0]).headers().firstValue("X-Size")).contains("L");
      JsonObject status = JsonParser.parseString(get(service, "/status").body()).getAsJsonObject();
      assertThat(status.getAsJsonObject("answered").get("L").getAsInt()).isEqualTo(2);
      assertThat(status.get("waiting").getAsInt()).isZero();
    }
  }

  @Test
  void refusesInOneSentence() throws Exception {
    try (SizedService service = serve("M")) {
      assertRefused(
          post(service, "XL", new byte[144]),
          400,
          "The model has the sizes S, M, L, not 'XL'; without the header X-Size the service chooses.");
      assertRefused(post(service, "", new byte[143]), 400, "has 143 bytes; send 144 for each");
      assertRefused(post(service, ""), 400, "has 0 bytes");
      assertRefused(post(service, "", new byte[(1 << 20) + 1]), 413, "more than 1048576 bytes");
      assertRefused(get(service, "/predict"), 405, "Use POST.");
      assertThat(post(service, "", new byte[144]).headers().firstValue("X-Size")).contains("M");
    }
    assertThatThrownBy(() -> serve("XL"))
        .isInstanceOf(SupernetException.class)
        .hasMessage("The model has the sizes S, M, L, not 'XL'.");
  }

  @Test
  void burstsAreAnsweredByTheSizesOfThePolicy() throws Exception {
    Burst burst = new Burst(IMAGES, 3, Duration.ofSeconds(30));
    Burst.Result result = burst.run(folder, "S", 40, 1);
    assertThat(result.attainment()).isEqualTo(1);
    assertThat(result.accuracy()).isBetween(0.0, 1.0);
    assertThat(result.sizes().keySet()).containsExactly("S");
    assertThat(new Burst(IMAGES, 3, Duration.ofNanos(1)).run(folder, "S", 40, 1).attainment())
        .isZero();
    assertThatThrownBy(() -> burst.run(folder, "S", 1, 100_000)).hasMessageContaining("seconds");
  }

  /** Three quarters of the requests come in three tenths of the time. */
  @Test
  void mostRequestsComeInBursts() {
    List<Long> arrivals = Burst.arrivals(200, 50);
    assertThat(arrivals).isSorted().hasSizeBetween(9_500, 10_500);
    double inBursts =
        (double) arrivals.stream().filter(at -> at % 500_000_000 < 150_000_000).count()
            / arrivals.size();
    assertThat(inBursts).isBetween(0.73, 0.77);
    assertThat(Burst.arrivals(200, 50)).isEqualTo(arrivals);
  }

  private static SizedService serve(String policy) throws IOException {
    return new SizedService(
        folder,
        policy,
        Duration.ofSeconds(30),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static HttpResponse<String> post(SizedService service, String size, byte[]... images)
      throws Exception {
    HttpRequest.Builder request =
        request(service, "/predict").POST(BodyPublishers.ofByteArrays(List.of(images)));
    return send(size.isEmpty() ? request : request.header("X-Size", size));
  }

  private static HttpResponse<String> get(SizedService service, String path) throws Exception {
    return send(request(service, path));
  }

  private static HttpRequest.Builder request(SizedService service, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> response, int status, String part) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(JsonParser.parseString(response.body()).getAsJsonObject().get("error").getAsString())
        .contains(part);
  }
}
