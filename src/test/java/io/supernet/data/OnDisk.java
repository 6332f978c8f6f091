package io.supernet.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Data sets in memory as they are on disk. */
public final class OnDisk {

  private OnDisk() {}

  /** All parts, in files of a folder. */
  public static Split of(Split split, Path folder) {
    return new Split(
        of(split.train(), folder.resolve("train")),
        of(split.validation(), folder.resolve("validation")),
        of(split.test(), folder.resolve("test")));
  }

  private static DataSet of(DataSet data, Path folder) {
    ExampleReader reader =
        new ExampleReader() {
          @Override
          public ElementType elementType() {
            return data.elementType();
          }

          @Override
          public List<Long> exampleShape() {
            return data.exampleShape();
          }

          @Override
          public int size() {
            return data.size();
          }

          @Override
          public Labeled read(ExampleStore store) {
            for (int i = 0; i < size(); i++) {
              byte[] example = new byte[exampleBytes()];
              data.read(i, ByteBuffer.wrap(example));
              store.put(i, example);
            }
            return Labeled.of(data.labeling());
          }
        };
    return new ExampleCache(folder).load(data.name(), List.of(), "", true, () -> reader);
  }
}
