package io.supernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A data set that trains in milliseconds: images of 8×8 pixels in three classes, as IDX files. */
public final class TinyData {

  private static final int SIDE = 8;
  private static final int CLASSES = 3;

  private TinyData() {}

  /** Writes 300 training and 60 test images and returns the name of the data set. */
  public static String write(Path folder) {
    try {
      Files.createDirectories(folder);
      write(folder, "train", 300);
      write(folder, "t10k", 60);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return "idx:" + folder;
  }

  private static void write(Path folder, String part, int count) throws IOException {
    Random random = new Random(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
    images.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      labels.put((byte) label);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        int stripe = pixel / SIDE % CLASSES == label ? 100 : 0;
        images.put((byte) (stripe + random.nextInt(100)));
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
