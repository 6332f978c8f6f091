package io.supernet.data;

import com.google.common.primitives.ImmutableIntArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column of categories while it is read. */
final class TextColumn implements ColumnReader<RawTexts> {

  /** What a different text takes beside its characters, in bytes. */
  private static final int OVERHEAD = 100;

  private final String name;
  private final Map<String, Integer> codes = new LinkedHashMap<>();
  private final ImmutableIntArray.Builder cells = ImmutableIntArray.builder();
  private long bytes;

  TextColumn(String name) {
    this.name = name;
  }

  @Override
  public void add(String cell, long line) {
    String text = Missing.is(cell) ? "" : cell;
    Integer code = codes.get(text);
    if (code == null) {
      code = codes.size();
      codes.put(text, code);
      bytes += OVERHEAD + 2L * text.length();
    }
    cells.add(code);
    bytes += Integer.BYTES;
  }

  @Override
  public long bytesUsed() {
    return bytes;
  }

  @Override
  public RawTexts read(ImmutableIntArray lines) {
    return new RawTexts(name, List.copyOf(codes.keySet()), cells.build().toArray());
  }
}
