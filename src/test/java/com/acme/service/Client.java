package com.acme.service;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Whoever uses the service. */
record Client(String url) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** An answer: its HTTP status and its JSON. */
  record Reply(int status, JsonObject json) {

    static Reply of(HttpResponse<String> response) {
      return new Reply(
          response.statusCode(), JsonParser.parseString(response.body()).getAsJsonObject());
    }

    int version() {
      return json.get("version").getAsInt();
    }

    String error() {
      return json.get("error").getAsString();
    }

    /** What it says of an example. */
    JsonObject prediction(int example) {
      return json.getAsJsonArray("predictions").get(example).getAsJsonObject();
    }

    double probability(int example) {
      return prediction(example).get("probability").getAsDouble();
    }
  }

  static Client of(Service service) {
    return new Client("http://localhost:" + service.port());
  }

  Reply post(String json) throws IOException, InterruptedException {
    return post("application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Reply post(String type, byte[] body) throws IOException, InterruptedException {
    return send(
        request("/predict")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  static Reply send(HttpRequest request) throws IOException, InterruptedException {
    return Reply.of(HTTP.send(request, BodyHandlers.ofString()));
  }
}
