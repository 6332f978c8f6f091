package io.supernet.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.supernet.Progress;
import io.supernet.TinyRun;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV file to a service, as the README shows it. */
class ModelHandlerTest {

  @TempDir private Path folder;

  @Test
  void servesWhatWasFoundForACsvFile() throws IOException, InterruptedException {
    List<String> rows =
        IntStream.range(0, 120).mapToObj(i -> (i % 2) + "," + (i % 7) + "," + (i % 2)).toList();
    Path file = Files.write(folder.resolve("rows.csv"), rows);
    try (Run run =
        Run.builder(folder.resolve("rows"))
            .space("dense-blocks")
            .options(options("csv:" + file))
            .openOrCreate()) {
      new Pipeline(run, folder.resolve("savedmodels"), Progress.SILENT).run();
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ModelHandler handler = new ModelHandler(folder.resolve("savedmodels/rows/1"), 2)) {
      server.createContext("/classify", handler);
      server.start();
      HttpResponse<String> answer = post(server, "0,3\n1,4\n");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).matches("\\[[01], [01]]");
      assertThat(post(server, "0,three").statusCode()).isEqualTo(400);
      assertThat(post(server, "0,1,2").statusCode()).isEqualTo(400);
    } finally {
      server.stop(0);
    }
  }

  /** Rows are not cropped. */
  private static RunOptions options(String data) {
    RunOptions tiny = TinyRun.options(data, 0.1);
    TrainingOptions training = new TrainingOptions(2, 64, 0.1, 1, Optimization.DEFAULT, false);
    return tiny.withSupernet(training).withAlone(training);
  }

  private static HttpResponse<String> post(HttpServer server, String rows)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/classify");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(rows)).build(),
            BodyHandlers.ofString());
  }
}
