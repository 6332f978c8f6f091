package io.supernet.spaces;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormatParseInfoTree;
import com.google.protobuf.TextFormatParseLocation;
import io.supernet.SupernetException;
import io.supernet.proto.NetworkDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where the fields of a definition stand in its file.
 *
 * @param source name of the file
 * @param tree the lines, as the parser noted them
 */
record SourceLines(String source, TextFormatParseInfoTree tree) {

  /**
   * Checks a part of a definition. A mistake gets its line: that of the field which it names, else
   * that of the message around it. Of a repeated field, that of the first value with which there is
   * a mistake in it.
   *
   * @param part field of the definition
   * @param check fails if there is a mistake
   */
  void check(
      NetworkDefinition definition, FieldDescriptor part, Consumer<NetworkDefinition> check) {
    Consumer<Message> alone =
        message -> check.accept(definition.toBuilder().setField(part, message).build());
    Message message = (Message) definition.getField(part);
    Optional<SupernetException> mistake = mistake(alone, message);
    if (mistake.isPresent()) {
      TextFormatParseLocation place =
          place(tree.getNestedTree(part, 0), message, alone, mistake.get())
              .orElse(tree.getLocation(part, 0));
      throw new SupernetException(
          mistake.get().kind(),
          source + ":" + (place.getLine() + 1) + ": " + mistake.get().getMessage(),
          mistake.get());
    }
  }

  private static Optional<TextFormatParseLocation> place(
      TextFormatParseInfoTree tree,
      Message message,
      Consumer<Message> check,
      SupernetException mistake) {
    Optional<FieldDescriptor> named =
        message.getDescriptorForType().getFields().stream()
            .filter(field -> names(mistake, field) && !tree.getLocations(field).isEmpty())
            .max(Comparator.comparing(field -> field.getName().length()));
    if (named.isEmpty()) {
      return Optional.empty();
    }
    FieldDescriptor field = named.get();
    if (!field.isRepeated()) {
      return Optional.of(tree.getLocation(field, 0));
    }
    int index = firstWrong(message, field, check);
    List<TextFormatParseLocation> places = tree.getLocations(field);
    if (places.size() < message.getRepeatedFieldCount(field)) {
      return Optional.of(places.get(0)); // The parser notes one place for a list in brackets.
    }
    Optional<TextFormatParseLocation> inside = Optional.empty();
    if (field.getJavaType() == JavaType.MESSAGE) {
      Message value = (Message) message.getRepeatedField(field, index);
      inside = place(tree.getNestedTree(field, index), value, ignored -> {}, mistake);
    }
    return Optional.of(inside.orElse(places.get(index)));
  }

  /** Index of the first value that makes the check fail. */
  private static int firstWrong(Message message, FieldDescriptor field, Consumer<Message> check) {
    List<?> values = (List<?>) message.getField(field);
    for (int i = 0; i < values.size() - 1; i++) {
      Message shorter = message.toBuilder().setField(field, values.subList(0, i + 1)).build();
      if (mistake(check, shorter).filter(e -> names(e, field)).isPresent()) {
        return i;
      }
    }
    return values.size() - 1;
  }

  private static Optional<SupernetException> mistake(Consumer<Message> check, Message message) {
    try {
      check.accept(message);
      return Optional.empty();
    } catch (SupernetException e) {
      return Optional.of(e);
    }
  }

  /** The field of the definition that holds its network. */
  static FieldDescriptor network(NetworkDefinition definition) {
    return definition.getOneofFieldDescriptor(NetworkDefinition.getDescriptor().getOneofs().get(0));
  }

  /** By its name, or in words: "number of hidden widths". */
  private static boolean names(SupernetException mistake, FieldDescriptor field) {
    String singular = field.getName().replaceFirst("s$", "");
    return Pattern.compile("\\b" + singular + "s?\\b", Pattern.CASE_INSENSITIVE)
        .matcher(mistake.getMessage())
        .find();
  }
}
