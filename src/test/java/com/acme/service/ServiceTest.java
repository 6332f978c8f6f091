package com.acme.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.acme.service.Client.Reply;
import com.google.gson.Gson;
import io.supernet.export.DenseExport;
import io.supernet.export.Predictor;
import io.supernet.export.Winner;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of a service, with exports, in both engines. */
class ServiceTest {

  private static final float[][] ROWS = {{1, 2, 0, 8}, {6, 0, 2, 100}};

  private static final int REQUESTS = 200;

  @TempDir private static Path folder;

  @TempDir private Path models;

  /** Two versions of a model for rows, and one for images. */
  @BeforeAll
  static void export() {
    DenseExport.write(folder, 1, folder.resolve("rows/1"));
    DenseExport.write(folder, 2, folder.resolve("rows/2"));
    Winner.export(folder.resolve("images/1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensorflow", "onnx"})
  void answersRowsAsThePredictorDoes(String engine) throws Exception {
    try (Service service = serve(engine, folder.resolve("rows"));
        Predictor predictor = Predictor.load(folder.resolve("rows"))) {
      Reply reply = Client.of(service).post(new Gson().toJson(ROWS));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.version()).isEqualTo(2);
      assertAnswers(reply, predictor, predictor.predict(ROWS));
    }
  }

  @ParameterizedTest
  @CsvSource({"tensorflow,png", "tensorflow,jpg", "onnx,png", "onnx,jpg"})
  void answersImagesAsThePredictorDoesTheirPixels(String engine, String format) throws Exception {
    byte[] file = image(format, 8, 8);
    BufferedImage decoded = ImageIO.read(new java.io.ByteArrayInputStream(file));
    byte[] pixels = new byte[64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) decoded.getRaster().getSample(i % 8, i / 8, 0);
    }
    try (Service service = serve(engine, folder.resolve("images"));
        Predictor predictor = Predictor.load(folder.resolve("images"))) {
      Reply reply = Client.of(service).post("image/" + format, file);
      assertAnswers(reply, predictor, predictor.predict(new byte[][] {pixels}));
    }
  }

  /** Four clients ask on while a second version is put into the folder and served. */
  @ParameterizedTest
  @ValueSource(strings = {"tensorflow", "onnx"})
  void losesNoRequestWhileItSwitches(String engine) throws Exception {
    copy(1);
    Models served = new Models(models, Engine.named(engine));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch asked = new CountDownLatch(40);
    try (Service service = serve(served);
        Predictor first = Predictor.load(folder.resolve("rows/1"));
        Predictor second = Predictor.load(folder.resolve("rows/2"))) {
      List<Future<List<Reply>>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(threads.submit(() -> askUntilSecond(Client.of(service), asked)));
      }
      asked.await();
      copy(2);
      served.refresh();
      int replies = 0;
      for (Future<List<Reply>> client : clients) {
        for (Reply reply : client.get()) {
          Predictor own = reply.version() == 1 ? first : second;
          assertAnswers(reply, own, own.predict(ROWS));
          replies++;
        }
      }
      int counted =
          Client.of(service)
              .get("/status")
              .json()
              .getAsJsonObject("requests")
              .get("200")
              .getAsInt();
      assertThat(replies).isGreaterThanOrEqualTo(40);
      assertThat(counted).isEqualTo(replies);
    } finally {
      threads.shutdown();
    }
  }

  private static List<Reply> askUntilSecond(Client client, CountDownLatch asked) throws Exception {
    List<Reply> replies = new ArrayList<>();
    for (int second = 0; second < 5; ) {
      Reply reply = client.post(new Gson().toJson(ROWS));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.version()).isGreaterThanOrEqualTo(second > 0 ? 2 : 1);
      second += reply.version() == 2 ? 1 : 0;
      replies.add(reply);
      asked.countDown();
    }
    return replies;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [[1,2,0]]             | Example 0 has 3 values where the model takes 4; send arrays of the shape [4].
          [[1,2,0,8],[1,2,0,[]]]| Example 1 has the value of another kind; send finite numbers.
          [[1,2,0,[8]]]         | Example 0 has the value of another kind; send finite numbers.
          [[1,2,0,[8,9]]]       | Example 0 has the value of another kind; send finite numbers.
          [[1,2,0,NaN]]         | Example 0 has the value "NaN"; send finite numbers.
          [[1,2,0,1e39]]        | Example 0 has the value 1e39; send finite numbers.
          [1,2,0,8]             | Example 0 has no array where the model takes 4; send arrays of the shape [4].
          []                    | The body is not an array of examples; send one or more in brackets.
          {"a"                  | The body is not JSON; send an array of examples.
          1,2,0,8               | The body is not JSON; send an array of examples.
          ''                    | The body is not an array of examples; send one or more in brackets.
          """)
  void refusesOtherRowsInOneSentence(String body, String sentence) throws Exception {
    try (Service service = serve("onnx", folder.resolve("rows"))) {
      Reply reply = Client.of(service).post(body);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.error()).isEqualTo(sentence);
    }
  }

  @Test
  void refusesOtherImagesInOneSentence() throws Exception {
    try (Service images = serve("onnx", folder.resolve("images"));
        Service rows = serve("onnx", folder.resolve("rows"))) {
      Client client = Client.of(images);
      byte[] good = image("png", 8, 8);
      assertRefused(
          client.post("image/png", image("png", 9, 8)),
          400,
          "height and width [8, 9]; scale it to [8, 8]");
      assertRefused(client.post("image/png", new byte[] {1, 2}), 400, "no image that Java reads");
      assertRefused(
          client.post("image/png", java.util.Arrays.copyOf(good, 60)), 400, "may be broken");
      assertRefused(client.post("[[[[256]]]]"), 400, "has 1 values where the model takes 8");
      assertRefused(Client.of(rows).post("image/png", good), 400, "no images; send JSON");
    }
  }

  @Test
  void saysWhatItOffers() throws Exception {
    try (Service service = serve("onnx", folder.resolve("rows"))) {
      Client client = Client.of(service);
      assertRefused(client.get("/predict"), 405, "Use POST for /predict.");
      assertRefused(client.get("/other"), 404, "use /predict or /status");
      assertRefused(client.get("/predict/1"), 404, "use /predict or /status");
      assertRefused(
          Client.send(client.request("/status").POST(BodyPublishers.noBody()).build()),
          405,
          "Use GET for /status.");
      assertRefused(client.post(" ".repeat((1 << 20) + 1)), 413, "more than 1048576 bytes");
    }
  }

  @Test
  void saysThatNothingIsLoadedUntilSomethingIs() throws Exception {
    Models served = new Models(models, Engine.named("onnx"));
    try (Service service = serve(served)) {
      Client client = Client.of(service);
      assertRefused(
          client.post("[[1,2,0,8]]"), 503, "No model is loaded. '" + models + "' holds no model.");
      assertThat(client.get("/status").status()).isEqualTo(503);
      copy(1);
      served.refresh();
      assertThat(client.post("[[1,2,0,8]]").version()).isEqualTo(1);
      Files.createDirectories(models.resolve("2"));
      Files.writeString(models.resolve("2/supernet.json"), "{}");
      served.refresh();
      assertThat(client.post("[[1,2,0,8]]").version()).isEqualTo(1);
      assertThat(client.get("/status").json().get("problem").getAsString())
          .contains("does not say what the model is");
    }
  }

  /** The load test, in short. TensorFlow's tensors and sessions are counted; all are closed. */
  @ParameterizedTest
  @CsvSource({"tensorflow,rows", "tensorflow,images", "onnx,images"})
  void keepsNothingOfARequest(String engine, String kind) throws Exception {
    long before = Pointer.totalCount();
    try (Service service = serve(engine, folder.resolve(kind))) {
      LoadGenerator load = new LoadGenerator(Client.of(service).url());
      long loaded = Pointer.totalCount();
      assertThat(load.run(REQUESTS, 4)).isZero();
      // Others may be collected meanwhile; one a request would show.
      assertThat(Pointer.totalCount()).isLessThan(loaded + REQUESTS);
    }
    assertThat(Pointer.totalCount()).isLessThan(before + REQUESTS);
  }

  private static Service serve(String engine, Path model) throws IOException {
    return serve(new Models(model, Engine.named(engine)));
  }

  private static Service serve(Models served) throws IOException {
    Service service =
        new Service(served, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    served.refresh();
    return service;
  }

  /** Puts a version into the folder of the test, as an export does: at once. */
  private void copy(int version) throws IOException {
    Path to = models.resolve(".writing");
    try (Stream<Path> files = Files.walk(folder.resolve("rows/" + version))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(folder.resolve("rows/" + version).relativize(file).toString()));
      }
    }
    Files.move(to, models.resolve("" + version));
  }

  private static byte[] image(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(1);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, random.nextInt(256));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, file)).isTrue();
    return file.toByteArray();
  }

  private static void assertAnswers(Reply reply, Predictor own, float[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(reply.prediction(i).get("class").getAsString())
          .isEqualTo(own.className(expected[i]));
      double best = 0;
      for (float probability : expected[i]) {
        best = Math.max(best, probability);
      }
      assertThat(reply.probability(i)).isCloseTo(best, within(1e-5));
    }
  }

  private static void assertRefused(Reply reply, int status, String part) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error()).contains(part);
  }
}
