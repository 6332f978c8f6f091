package io.supernet.spaces;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.TextFormatParseInfoTree;
import com.google.protobuf.TextFormatParseLocation;
import io.supernet.SupernetException;
import io.supernet.proto.NetworkDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the fields of a definition stand in its file.
 *
 * @param source name of the file
 * @param tree the lines, as the parser noted them
 */
record SourceLines(String source, TextFormatParseInfoTree tree) {

  /**
   * A mistake with its line: that of the field which the message names, else that of the message
   * around it.
   *
   * @param message the field of the definition in which it was found
   */
  SupernetException at(FieldDescriptor message, SupernetException mistake) {
    List<FieldDescriptor> named =
        message.getMessageType().getFields().stream()
            .filter(field -> names(mistake.getMessage(), field))
            .sorted(Comparator.comparing(field -> -field.getName().length()))
            .toList();
    TextFormatParseLocation place = tree.getLocation(message, 0);
    for (FieldDescriptor field : named) {
      List<TextFormatParseLocation> places = tree.getNestedTree(message, 0).getLocations(field);
      if (!places.isEmpty()) {
        place = places.get(0);
        break;
      }
    }
    return new SupernetException(
        mistake.kind(),
        source + ":" + (place.getLine() + 1) + ": " + mistake.getMessage(),
        mistake);
  }

  /** The field of the definition that holds its network. */
  static FieldDescriptor network(NetworkDefinition definition) {
    return definition.getOneofFieldDescriptor(NetworkDefinition.getDescriptor().getOneofs().get(0));
  }

  /** By its name, or in words: "number of hidden widths". */
  private static boolean names(String message, FieldDescriptor field) {
    String singular = field.getName().replaceFirst("s$", "");
    return Pattern.compile("\\b" + singular + "s?\\b", Pattern.CASE_INSENSITIVE)
        .matcher(message)
        .find();
  }
}
