package io.supernet.images;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import com.google.errorprone.annotations.FormatMethod;
import com.google.protobuf.InvalidProtocolBufferException;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataForm.Request;
import io.supernet.data.DataSet;
import io.supernet.data.Part;
import io.supernet.data.Parts;
import io.supernet.data.Split;
import io.supernet.storage.StorageFailures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The records of all parts. Their labels are read when they are first asked for, as that takes
 * reading all files.
 */
final class RecordLabels {

  /** Where a record is. */
  private record Place(Path file, long start) {}

  /** Labels as they stand in records, and how classes are called. */
  private record Read(Map<Part, String[]> labels, List<String> classes) {}

  private final String spec;
  private final Progress progress;
  private final Map<Part, List<Path>> files;
  private final Map<Part, List<Place>> places = new EnumMap<>(Part.class);
  private Optional<Read> read = Optional.empty();

  RecordLabels(String spec, Map<Part, List<Path>> files, Progress progress) {
    this.spec = spec;
    this.files = ImmutableMap.copyOf(files);
    this.progress = progress;
    files.forEach((part, own) -> places.put(part, own.stream().flatMap(RecordLabels::in).toList()));
    if (places(Part.TRAIN).isEmpty()) {
      throw refused("The training files of '%s' have no records; fetch them again.", spec);
    }
  }

  private static Stream<Place> in(Path file) {
    try {
      ImmutableLongArray starts = RecordFile.index(file);
      return starts.stream().mapToObj(start -> new Place(file, start));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }

  private List<Place> places(Part part) {
    return Objects.requireNonNull(places.get(part));
  }

  private Message message(Place place) {
    try (FileChannel channel = FileChannel.open(place.file)) {
      return Message.parse(RecordFile.read(place.file, channel, place.start));
    } catch (InvalidProtocolBufferException e) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "The record at byte %,d of file %s is no tf.Example; write it with tf.train.Example.",
              place.start, place.file),
          e);
    } catch (IOException e) {
      throw StorageFailures.reading(place.file, e);
    }
  }

  /** Whether they hold numbers, and no images: as the first of them does. */
  boolean areRows() {
    return message(places(Part.TRAIN).get(0)).image().isEmpty();
  }

  private String label(Place place, Message message) {
    return message
        .label()
        .orElseThrow(
            () ->
                refused(
                    "The record at byte %,d of file %s has no single label in one of %s; its features are %s.",
                    place.start,
                    place.file,
                    Message.LABELS,
                    new TreeSet<>(message.features().keySet())));
  }

  /** Reads all labels now: what is wrong with them is told before images are decoded. */
  void check() {
    Read unused = labels();
  }

  private synchronized Read labels() {
    if (read.isEmpty()) {
      Map<String, String> texts = new ConcurrentHashMap<>();
      Map<Part, String[]> labels = new EnumMap<>(Part.class);
      places.forEach((part, own) -> labels.put(part, labels(part, own, texts)));
      read = Optional.of(new Read(labels, classes(labels, texts)));
    }
    return read.orElseThrow();
  }

  private String[] labels(Part part, List<Place> own, Map<String, String> texts) {
    String[] labels = new String[own.size()];
    Parallel.each(
        labels.length,
        Text.of("read labels (%s)", part),
        progress,
        i -> {
          Message message = message(own.get(i));
          labels[i] = label(own.get(i), message);
          String before =
              message.text().map(text -> texts.putIfAbsent(labels[i], text)).orElse(null);
          if (before != null && !before.equals(message.text().orElseThrow())) {
            throw refused(
                "Label %s of data '%s' is called '%s' and '%s'; give each a name of its own.",
                labels[i], spec, before, message.text().orElseThrow());
          }
        });
    return labels;
  }

  /** Numbers in their order, then texts in theirs; called as records call them. */
  private static List<String> classes(Map<Part, String[]> labels, Map<String, String> texts) {
    List<String> all =
        labels.values().stream()
            .flatMap(Arrays::stream)
            .distinct()
            .sorted(RecordLabels::order)
            .toList();
    List<String> named = all.stream().map(label -> texts.getOrDefault(label, label)).toList();
    return named.stream().distinct().count() == all.size() ? named : all;
  }

  private static int order(String a, String b) {
    boolean numbers = a.matches("-?\\d{1,18}") && b.matches("-?\\d{1,18}");
    return numbers ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : a.compareTo(b);
  }

  /** The images of a part. */
  ImageSource source(Part part) {
    return new Records(part);
  }

  /** Numbers of all parts, held in memory. */
  Split rows(Request request) {
    RecordRows rows = new RecordRows(request);
    Map<Part, DataSet> parts = new EnumMap<>(Part.class);
    List<String> classes = rows.areValues() ? List.of() : labels().classes();
    places.forEach(
        (part, own) -> {
          List<float[]> values = new ArrayList<>();
          List<String> labels = new ArrayList<>();
          for (Place place : own) {
            Message message = message(place);
            labels.add(label(place, message));
            values.add(
                rows.row(
                    Text.of("the record at byte %,d of file %s", place.start, place.file),
                    message));
          }
          parts.put(part, rows.dataSet(values, labels, classes, order()));
        });
    return new Parts(
            Objects.requireNonNull(parts.get(Part.TRAIN)),
            Optional.ofNullable(parts.get(Part.VALIDATION)),
            Optional.ofNullable(parts.get(Part.TEST)))
        .split(request.random());
  }

  /** The number of each class by its label. */
  private Map<String, Integer> order() {
    List<String> all =
        read.map(
                r ->
                    r.labels().values().stream()
                        .flatMap(Arrays::stream)
                        .distinct()
                        .sorted(RecordLabels::order)
                        .toList())
            .orElse(List.of());
    ImmutableMap.Builder<String, Integer> order = ImmutableMap.builder();
    for (int i = 0; i < all.size(); i++) {
      order.put(all.get(i), i);
    }
    return order.buildOrThrow();
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(Kind.DATA, Text.of(sentence, values));
  }

  private final class Records implements ImageSource {

    private final Part part;
    private Map<String, Integer> order = Map.of();

    Records(Part part) {
      this.part = part;
    }

    @Override
    public Part part() {
      return part;
    }

    @Override
    public String key() {
      return files.toString();
    }

    @Override
    public int size() {
      return places(part).size();
    }

    @Override
    public List<String> classes() {
      return labels().classes();
    }

    @Override
    public int label(int index) {
      String label = Objects.requireNonNull(labels().labels().get(part))[index];
      if (order.isEmpty()) {
        order = order();
      }
      return Objects.requireNonNull(order.get(label));
    }

    @Override
    public List<Path> paths() {
      return Objects.requireNonNull(files.get(part));
    }

    @Override
    public String name(int index) {
      Place place = places(part).get(index);
      return Text.of("%s, byte %d", place.file, place.start);
    }

    @Override
    public byte[] read(int index) throws IOException {
      Message message = message(places(part).get(index));
      byte[] bytes = message.image().orElseThrow(() -> new IOException("no image"));
      if (header(bytes).isPresent()) {
        return bytes;
      }
      return message.raw(bytes).map(RawImage::file).orElse(bytes);
    }

    @Override
    public Optional<ImageHeader> look(int index) throws IOException {
      Message message = message(places(part).get(index));
      byte[] bytes = message.image().orElse(new byte[0]);
      Optional<ImageHeader> encoded = header(bytes);
      return encoded.isPresent() ? encoded : message.raw(bytes).map(RawImage::header);
    }

    private static Optional<ImageHeader> header(byte[] bytes) throws IOException {
      return ImageHeader.read(new ByteArrayInputStream(bytes));
    }
  }
}
