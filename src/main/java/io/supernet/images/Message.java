package io.supernet.images;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;

/** A tf.Example with an image or numbers, and a label, by the names that are usual. */
record Message(Map<String, Feature> features) {

  static final List<String> LABELS =
      List.of("image/class/label", "label", "labels", "class", "target", "y", "image/label");

  static final List<String> TEXTS =
      List.of("image/class/text", "label/text", "class/text", "label_name", "class_name");

  private static final List<String> IMAGES =
      List.of("image/encoded", "image", "image_raw", "image/raw", "image_bytes", "jpeg", "png");

  static Message parse(byte[] record) throws InvalidProtocolBufferException {
    return new Message(Example.parseFrom(record).getFeatures().getFeatureMap());
  }

  private @Nullable Feature first(List<String> names) {
    return names.stream().map(features::get).filter(f -> f != null).findFirst().orElse(null);
  }

  /** The bytes of its image, encoded or raw; empty if it has none. */
  Optional<byte[]> image() {
    Feature feature = first(IMAGES);
    return feature != null && feature.getBytesList().getValueCount() == 1
        ? Optional.of(feature.getBytesList().getValue(0).toByteArray())
        : Optional.empty();
  }

  /** Its image as pixels that are not encoded. */
  Optional<RawImage> raw(byte[] bytes) {
    long channels =
        number("depth", "image/depth", "channels", "image/channels", "image/depth").orElse(1L);
    return number("height", "image/height", "rows")
        .flatMap(
            height ->
                number("width", "image/width", "cols")
                    .flatMap(width -> RawImage.of(bytes, height, width, channels)));
  }

  private Optional<Long> number(String... names) {
    Feature feature = first(List.of(names));
    return feature != null && feature.getInt64List().getValueCount() == 1
        ? Optional.of(feature.getInt64List().getValue(0))
        : Optional.empty();
  }

  /** Its label as a text, if it has a single one. */
  Optional<String> label() {
    Feature feature = first(LABELS);
    if (feature == null) {
      return text();
    }
    if (feature.getInt64List().getValueCount() == 1) {
      return Optional.of(Long.toString(feature.getInt64List().getValue(0)));
    }
    if (feature.getFloatList().getValueCount() == 1) {
      return Optional.of(Float.toString(feature.getFloatList().getValue(0)));
    }
    return feature.getBytesList().getValueCount() == 1
        ? Optional.of(feature.getBytesList().getValue(0).toStringUtf8())
        : Optional.empty();
  }

  /** What its class is called. */
  Optional<String> text() {
    Feature feature = first(TEXTS);
    return feature != null && feature.getBytesList().getValueCount() == 1
        ? Optional.of(feature.getBytesList().getValue(0).toStringUtf8())
        : Optional.empty();
  }
}
