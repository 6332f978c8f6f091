package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Reads examples of an array: bytes of {@code [n, height, width]} or {@code [n, height, width,
 * channels]} are images, as are whole numbers from 0 to 255; all else becomes float32, of the same
 * shapes or {@code [n, features]}.
 */
final class NpzReader implements ExampleReader {

  private static final int MOST_CHANNELS = 4;
  private static final int BYTE = 255;
  private static final int SCANNED = 1 << 16;

  private final Npz npz;
  private final String array;
  private final NpyHeader header;
  private final Labels labels;
  private final ElementType type;
  private final List<Long> shape;

  private NpzReader(Npz npz, String array, Labels labels, Optional<ElementType> type) {
    this.npz = npz;
    this.array = array;
    this.header = Objects.requireNonNull(npz.headers().get(array));
    this.labels = labels;
    this.shape = exampleShape(npz.text(array), header);
    this.type = type.orElseGet(this::type);
    if (size() != labels.size()) {
      throw refused(
          "%s has %d examples, and there are %d labels of them; give one each.",
          npz.text(array), size(), labels.size());
    }
  }

  /** Reads a file, which may have parts. */
  static Split split(DataForm.Request request) {
    Npz npz = Npz.of(request.place());
    NpzNames names = NpzNames.of(request.path(), npz.headers().keySet());
    List<Map.Entry<Part, NpzNames.Pair>> parts = List.copyOf(names.parts().entrySet());
    List<Labels> labels =
        NpzLabels.read(
            npz,
            request.path(),
            parts.stream().map(part -> part.getValue().labels()).toList(),
            names.classNames().map(array -> texts(npz, array)).orElse(List.of()),
            request.options().task());
    Map<Part, DataSet> data = new EnumMap<>(Part.class);
    Optional<ElementType> type = Optional.empty();
    for (int i = 0; i < parts.size(); i++) {
      NpzReader reader =
          new NpzReader(npz, parts.get(i).getValue().examples(), labels.get(i), type);
      type = Optional.of(reader.type);
      data.put(parts.get(i).getKey(), reader.load(request));
    }
    return new Parts(
            Objects.requireNonNull(data.get(Part.TRAIN)),
            Optional.ofNullable(data.get(Part.VALIDATION)),
            Optional.ofNullable(data.get(Part.TEST)))
        .split(request.random());
  }

  private DataSet load(DataForm.Request request) {
    DataSet data =
        ExampleCache.ofUser()
            .load(
                request.spec(),
                List.of(request.place()),
                Text.of("npz 1 %s %s %s", array, type, request.options().task()),
                request.options().stream(),
                () -> this);
    if (type == ElementType.FLOAT32 && data.bytes() <= ExampleStore.LARGE) {
      Columns.check(
          data,
          (example, channel) ->
              Text.of("example %d, channel %d of array '%s'", example, channel, array));
    }
    return data;
  }

  private static List<String> texts(Npz npz, String array) {
    NpyHeader header = Objects.requireNonNull(npz.headers().get(array));
    if (header.shape().size() != 1) {
      return List.of();
    }
    ByteBuffer items = header.wrap(npz.bytes(array));
    return IntStream.range(0, Math.toIntExact(header.items()))
        .mapToObj(i -> header.text(items, i))
        .toList();
  }

  private static List<Long> exampleShape(String text, NpyHeader header) {
    List<Long> all = header.shape();
    if (!header.isNumber()) {
      throw refused("%s holds texts; give numbers, or a table as csv:FILE.", text);
    }
    if (all.size() < 2 || all.size() > 4 || header.items() == 0) {
      throw refused(
          "%s has the shape %s; give examples [n, features], [n, height, width] or [n, height, width, channels].",
          text, all);
    }
    if (all.size() == 4 && all.get(3) > MOST_CHANNELS && all.get(1) <= MOST_CHANNELS) {
      throw refused(
          "%s has the shape %s, which looks like [n, channels, height, width]; write it with channels last, as x.transpose(0, 2, 3, 1).",
          text, all);
    }
    return all.size() == 3 ? List.of(all.get(1), all.get(2), 1L) : all.subList(1, all.size());
  }

  private ElementType type() {
    boolean bytes =
        header.shape().size() > 2
            && !header.isFloat()
            && header.kind() != 'b'
            && ((header.kind() == 'u' && header.itemBytes() == 1) || areBytes());
    return bytes ? ElementType.UINT8 : ElementType.FLOAT32;
  }

  private boolean areBytes() {
    return npz.read(
        array,
        in -> {
          boolean all = true;
          for (byte[] some = in.readNBytes(SCANNED);
              some.length > 0;
              some = in.readNBytes(SCANNED)) {
            ByteBuffer items = header.wrap(some);
            for (int i = 0; all && i < some.length / header.itemBytes(); i++) {
              double number = header.number(items, i);
              all = number >= 0 && number <= BYTE;
            }
          }
          return all;
        });
  }

  @Override
  public ElementType elementType() {
    return type;
  }

  @Override
  public List<Long> exampleShape() {
    return shape;
  }

  @Override
  public int size() {
    return Math.toIntExact(header.shape().get(0));
  }

  @Override
  public Labeled read(ExampleStore store) {
    if (header.fortran()) {
      ByteBuffer all = header.wrap(npz.bytes(array));
      for (int i = 0; i < size(); i++) {
        int example = i;
        store.put(i, converted(all, item -> place(example, item)));
      }
    } else {
      npz.read(array, in -> readInOrder(in, store));
    }
    return Labeled.of(labels);
  }

  private ExampleStore readInOrder(InputStream in, ExampleStore store) throws IOException {
    int bytes = Math.multiplyExact(values(), header.itemBytes());
    for (int i = 0; i < size(); i++) {
      ByteBuffer one = header.wrap(npz.whole(array, in, bytes));
      store.put(i, converted(one, place -> place));
    }
    return store;
  }

  private int values() {
    return exampleBytes() / type.bytes();
  }

  /** Where an item of an example lies if the first index is the fastest. */
  private int place(int example, int item) {
    int rest = item;
    int place = 0;
    for (int axis = header.shape().size() - 1; axis > 0; axis--) {
      int size = Math.toIntExact(header.shape().get(axis));
      place = (place + rest % size) * Math.toIntExact(header.shape().get(axis - 1));
      rest /= size;
    }
    return place + example;
  }

  private byte[] converted(ByteBuffer items, IntUnaryOperator places) {
    int values = values();
    ByteBuffer example = ByteBuffer.allocate(exampleBytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values; i++) {
      double number = header.number(items, places.applyAsInt(i));
      if (type == ElementType.UINT8) {
        example.put((byte) (int) number);
      } else {
        example.putFloat((float) number);
      }
    }
    return example.array();
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(DATA, Text.of(sentence, values));
  }
}
