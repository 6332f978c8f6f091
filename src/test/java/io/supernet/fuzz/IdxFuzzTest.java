package io.supernet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException.Kind;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.IdxReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;

class IdxFuzzTest extends FuzzTest {

  private static final List<byte[]> IMAGES =
      List.of(idx(8, 3, 2, 2), idx(8, 3, 2, 1, 2), idx(8, 3, 4), idx(13, 3, 2), idx(13, 3, 1, 2));
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 0};

  @TempDir private Path folder;

  IdxFuzzTest() {
    super(2_500, Kind.DATA);
  }

  /** A file of these dimensions with small different values, floats if the type is 13. */
  private static byte[] idx(int type, int... dimensions) {
    int values = Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + 4 * values);
    file.put(new byte[] {0, 0, (byte) type, (byte) dimensions.length});
    Arrays.stream(dimensions).forEach(file::putInt);
    for (int i = 0; i < values; i++) {
      if (type == 8) {
        file.put((byte) i);
      } else {
        file.putFloat(i);
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  @Override
  Input next(Mutations mutations, RandomGenerator random) throws IOException {
    byte[] images = mutations.bytes(mutations.any(IMAGES));
    byte[] labels = random.nextInt(3) == 0 ? mutations.bytes(LABELS) : LABELS;
    boolean packed = random.nextInt(8) == 0;
    Path imageFile = folder.resolve("images");
    Files.write(imageFile, packed ? mutations.bytes(Gzip.pack(images)) : images);
    Path labelFile = Files.write(folder.resolve("labels"), labels);
    return new Input() {
      @Override
      public void read() {
        DataSet data = IdxReader.read("idx:" + folder, imageFile, labelFile);
        assertThat(data.size()).isEqualTo(ByteBuffer.wrap(images).getInt(4));
        for (int i = 0; i < data.size(); i++) {
          assertThat(data.labels()[i]).isEqualTo(Byte.toUnsignedInt(labels[8 + i]));
        }
        ByteBuffer rest = ByteBuffer.wrap(images);
        rest.position(4 + 4 * images[3]);
        if (data.elementType() == ElementType.UINT8) {
          assertThat(data.examples()).isEqualTo(rest);
        } else {
          assertThat(data.examples().asFloatBuffer()).isEqualTo(rest.asFloatBuffer());
          assertThat(rest.asFloatBuffer().get(0)).isFinite();
        }
      }

      @Override
      public String name() {
        return folder.toString();
      }

      @Override
      public String shown() {
        return HexFormat.of().formatHex(images) + " and " + HexFormat.of().formatHex(labels);
      }
    };
  }
}
