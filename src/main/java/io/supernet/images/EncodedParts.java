package io.supernet.images;

import io.supernet.data.DataForm.Request;
import io.supernet.data.DataSet;
import io.supernet.data.ExampleCache;
import io.supernet.data.ImageReading;
import java.util.ArrayList;
import java.util.List;

/** Loads the parts of data of encoded images, all in the way that the training part decides. */
final class EncodedParts {

  /** Changes whenever the same files become other examples than before. */
  private static final String VERSION = "images 1 ";

  private final Request request;
  private final ImageSource train;
  private final ImageReading reading;
  private final Sightings sightings = new Sightings();
  private final List<String> notes = new ArrayList<>();

  EncodedParts(Request request, ImageSource train) {
    this.request = request;
    this.train = train;
    if (request.kept().isPresent()) {
      this.reading = request.kept().orElseThrow();
    } else {
      ImageHeaders headers = ImageHeaders.of(request.spec(), train, request.progress());
      this.reading = headers.reading(request.options());
      notes.addAll(headers.notes(reading));
    }
  }

  /** Adds what the user should know. */
  void note(String line) {
    notes.add(line);
  }

  /** The training part. */
  DataSet train() {
    return load(train).readAs(reading, notes);
  }

  /** Another part. */
  DataSet load(ImageSource source) {
    return ExampleCache.ofUser()
        .load(
            request.spec(),
            source.paths(),
            VERSION + reading + source.key(),
            request.options().stream(),
            () -> new EncodedImages(request.spec(), source, reading, sightings, request.progress()))
        .readAs(reading, List.of());
  }
}
