package io.supernet.spaces;

import com.google.common.base.Splitter;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;

/**
 * A change of one field of a network message, written {@code channels=8}, {@code hidden=16,64} or,
 * where values have fields of their own, {@code stages=16:2:1,32:2:2}.
 *
 * @param text as the user wrote it
 * @param key name of the field
 * @param value new value; several of a repeated field are separated by commas
 */
record FieldAssignment(String text, String key, String value) {

  static FieldAssignment parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new SupernetException(
          Kind.USAGE, "'" + text + "' sets nothing; write a field and its value, as channels=8.");
    }
    return new FieldAssignment(
        text, text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  /** The message with the field replaced. */
  Message applyTo(Message network) {
    FieldDescriptor field = network.getDescriptorForType().findFieldByName(key);
    if (field == null) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' sets no field of %s; it has %s.",
              text,
              network.getDescriptorForType().getName(),
              network.getDescriptorForType().getFields().stream()
                  .map(FieldDescriptor::getName)
                  .toList()));
    }
    Object changed =
        field.isRepeated()
            ? Splitter.on(',').splitToStream(value).map(v -> scalar(field, v.strip())).toList()
            : scalar(field, value);
    return network.toBuilder().setField(field, changed).build();
  }

  private Object scalar(FieldDescriptor field, String entry) {
    if (field.getJavaType() == JavaType.STRING) {
      return entry;
    }
    if (field.getJavaType() == JavaType.MESSAGE) {
      return message(field.getMessageType(), entry);
    }
    if (field.getJavaType() == JavaType.BOOLEAN) {
      if (!entry.equals("true") && !entry.equals("false")) {
        throw new SupernetException(
            Kind.USAGE, "'" + entry + "' in '" + text + "' is neither true nor false.");
      }
      return Boolean.valueOf(entry);
    }
    boolean whole = field.getJavaType() == JavaType.INT;
    if (!whole && field.getJavaType() != JavaType.DOUBLE) {
      throw new IllegalStateException("No text form for " + field);
    }
    // Without a type for both, Java would make a double of either.
    Number number = whole ? (Number) Ints.tryParse(entry) : Doubles.tryParse(entry);
    if (number == null) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' in '%s' is not a %s%s",
              entry,
              text,
              whole ? "whole number" : "number",
              field.isRepeated() ? "; separate several by commas." : "."));
    }
    return number;
  }

  /** A value with fields of its own, in their order; those left out at the end keep nothing. */
  private Message message(Descriptor type, String entry) {
    List<FieldDescriptor> fields = type.getFields();
    List<String> parts = Splitter.on(':').trimResults().splitToList(entry);
    if (parts.size() > fields.size()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' in '%s' has %s parts; %s has the fields %s.",
              entry,
              text,
              parts.size(),
              type.getName(),
              fields.stream().map(FieldDescriptor::getName).toList()));
    }
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(type);
    for (int i = 0; i < parts.size(); i++) {
      builder.setField(fields.get(i), scalar(fields.get(i), parts.get(i)));
    }
    return builder.build();
  }
}
